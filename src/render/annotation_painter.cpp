#include "annotation_painter.h"

#include "see_through.h"

namespace viamyo {

double AnnotationPainter::write(Point2 place, std::string_view text, double size, FontWeight weight, const Paint& paint,
                                Align align) const {
  const double width = canvas_.text_width(text, px(size), weight);
  const double back = align == Align::kLeft ? 0 : (align == Align::kCentre ? width / 2 : width);
  canvas_.text(at(place.x - back, place.y), text, px(size), weight, paint);
  return width;
}

std::string AnnotationPainter::fitted(std::string_view text, double size, FontWeight weight, double width) const {
  if (canvas_.text_width(text, px(size), weight) <= width) return std::string(text);
  constexpr std::string_view kEllipsis = "\u2026";
  std::string_view kept = text;
  while (!kept.empty()) {
    kept.remove_suffix(1);
    while (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0xC0U) == 0x80U) kept.remove_suffix(1);  // not within a character
    if (!kept.empty() && static_cast<unsigned char>(kept.back()) >= 0xC0U) kept.remove_suffix(1);
    std::string shorter = std::string(kept) + std::string(kEllipsis);
    if (canvas_.text_width(shorter, px(size), weight) <= width) return shorter;
  }
  return {};
}

std::vector<std::string> AnnotationPainter::wrapped(std::string_view text, double size, FontWeight weight, double width,
                                                    std::size_t most) const {
  std::vector<std::string> lines;
  while (!text.empty() && lines.size() + 1 < most && canvas_.text_width(text, px(size), weight) > width) {
    std::size_t end = 0;
    for (std::size_t space = text.find(' '); space != std::string_view::npos; space = text.find(' ', space + 1)) {
      if (canvas_.text_width(text.substr(0, space), px(size), weight) > width) break;
      end = space;
    }
    if (end == 0) break;  // one word that is too long
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  if (!text.empty()) lines.push_back(fitted(text, size, weight, width));
  return lines;
}

std::vector<std::string> AnnotationPainter::wrapped(std::string_view text, double size, FontWeight weight, double width) const {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = end_of_line(text, size, weight, width);
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    if (text.starts_with(' ')) text.remove_prefix(1);
  }
  return lines;
}

//! The last space before which the text fits; within a word where there is none, and never within a character. At least one character.
std::size_t AnnotationPainter::end_of_line(std::string_view text, double size, FontWeight weight, double width) const {
  const auto fits = [&](std::size_t length) { return canvas_.text_width(text.substr(0, length), px(size), weight) <= width; };
  if (fits(text.size())) return text.size();
  std::size_t end = 0;
  for (std::size_t space = text.find(' '); space != std::string_view::npos && fits(space); space = text.find(' ', space + 1)) end = space;
  if (end > 0) return end;
  const auto next = [&](std::size_t at) {
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
    return at;
  };
  end = next(0);
  for (std::size_t at = next(end); at < text.size() && text[at - 1] != ' ' && fits(at); at = next(at)) end = at;
  return end;
}

void AnnotationPainter::backing(Point2 corner, double width, double height, double round) const {
  constexpr double kAlmostOpaque = 0.8;
  canvas_.fill_rect(at(corner.x, corner.y), width, height, round, {theme().ground, kAlmostOpaque});
}

void AnnotationPainter::ground(Point2 corner, double width, double height, double round) const {
  canvas_.fill_rect(at(corner.x, corner.y), width, height, round, {theme().ground});
}

double AnnotationPainter::label(Point2 centre, std::string_view text, double size, const Rgb& colour) const {
  const double width = canvas_.text_width(text, px(size), FontWeight::kMedium) + px(12);
  const double height = px(size + 8);
  canvas_.fill_rect(at(centre.x - width / 2, centre.y - height / 2), width, height, px(4), {rgb_from_hex("#0D0F14"), 0.82});
  write({centre.x, centre.y - px(size) * 0.62}, text, size, FontWeight::kMedium, {colour}, Align::kCentre);
  return width;
}

void veil(const AnnotationPainter& pen, Point2 corner, double width, double height) {
  const double opacity = opacity_of(pen.context().state->display);
  if (opacity < 1) pen.canvas().fill_rect(corner, width, height, 0, {pen.theme().ground, 1 - opacity});
}

}  // namespace viamyo
