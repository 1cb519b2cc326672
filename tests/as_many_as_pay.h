// How many of a list of like cases are tried.
#pragma once

#include <cstddef>
#include <vector>

namespace viamyo {

//! All; under a sanitizer, which takes ten times as long, the first `sanitized` of them: what it looks for shows in any.
template <class List>
auto as_many_as_pay(const List& all, [[maybe_unused]] std::size_t sanitized) {
  std::vector<typename List::value_type> chosen(all.begin(), all.end());
#ifdef VIAMYO_SANITIZED
  if (chosen.size() > sanitized) chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(sanitized), chosen.end());
#endif
  return chosen;
}

}  // namespace viamyo
