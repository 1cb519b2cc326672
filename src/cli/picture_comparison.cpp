#include "picture_comparison.h"

#include <fmt/format.h>

#include <algorithm>

#include "check/export_facts.h"
#include "check/forms.h"
#include "io/value.h"
#include "viamyo/errors.h"
#include "viamyo/offscreen.h"
#include "viamyo/picture_options.h"

namespace viamyo::cli {
namespace {

std::string text_of(const PictureTexts& texts, std::string_view key) {
  const auto found = std::find_if(texts.begin(), texts.end(), [&](const auto& text) { return text.first == key; });
  return found == texts.end() ? std::string() : found->second;
}

std::string texts_differ(const PictureTexts& says, const PictureTexts& is) {
  for (std::size_t i = 0; i < is.size(); ++i) {
    const auto& [key, text] = is[i];
    if (std::none_of(says.begin(), says.end(), [&](const auto& told) { return told.first == is[i].first; }))
      return fmt::format("it does not say {} any more", key);
    if (says[i].first != key) return fmt::format("no picture says \"{}: {}\" there", printable(says[i].first), printable(says[i].second));
    if (says[i].second != text && !(key == "viamyo:version" && is_version(says[i].second))) return differs(key, says[i].second, text);
  }
  if (says.size() > is.size())
    return fmt::format("no picture says \"{}: {}\"", printable(says[is.size()].first), printable(says[is.size()].second));
  return {};
}

}  // namespace

PictureComparison compare_picture(const PictureTexts& texts, const std::string& png, const std::shared_ptr<const Map>& map,
                                  const std::shared_ptr<const Analysis>& analysis, const ReviewState& review) {
  try {
    PictureRequest request;
    request.map = map;
    request.analysis = analysis;
    request.review = review;
    request = with_picture_options(std::move(request), text_of(texts, "viamyo:options"));
    std::string difference = texts_differ(texts, picture_texts(request));
    if (!difference.empty()) return {difference, {}};
    const Image says = from_png(png);
    static const OffscreenContext context;  // of all pictures that are compared
    const Image is = render_picture(request);
    difference = picture_difference(says, is);
    if (!difference.empty() || says.rgba == is.rgba) return {difference, {}};
    return {{},
            "who drew those of its pixels that are not drawn here: they differ by no more than another driver's would, and thin lines on "
            "patterned ground may hide among them"};
  } catch (const RenderError& error) {
    return {{}, error.what()};
  } catch (const InputError& error) {
    return {error.what(), {}};
  } catch (const UsageError& error) {
    return {fmt::format("its options draw nothing: {}", error.what()), {}};
  }
}

}  // namespace viamyo::cli
