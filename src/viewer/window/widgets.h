// The few controls that the window is made of, drawn in its own style. Each notes its rectangle in Ui::items under "panel/label".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui.h"

namespace viamyo::viewer {

//! A part of the window that never moves. Fill it between begin and end; panels inside name themselves through Ui::panel.
void begin_area(Ui& ui, const char* name, const Rect& rect, const Rgb& ground, float padding, bool scrolls = false);
void end_area();

void text(Ui& ui, std::string_view words, TextSize size, FontWeight weight, const Rgb& ink);
void text(Ui& ui, std::string_view words);         //!< as most of it
void second_text(Ui& ui, std::string_view words);  //!< quieter
//! Broken at spaces alone: ImGui itself would break "6.9" behind its point.
std::vector<std::string> lines_of(const Ui& ui, std::string_view words, float width, TextSize size,
                                  FontWeight weight = FontWeight::kRegular);
//! Several lines; width 0 = what the area leaves.
void paragraph(Ui& ui, std::string_view words, TextSize size, const Rgb& ink, float width = 0, FontWeight weight = FontWeight::kRegular);
float text_width(const Ui& ui, std::string_view words, TextSize size, FontWeight weight = FontWeight::kRegular);
//! The words, cut with an ellipsis where they are wider.
std::string fitted(const Ui& ui, std::string_view words, float width, TextSize size, FontWeight weight = FontWeight::kRegular);
//! As many whole words of a paragraph as fit into width and height, an ellipsis where some are left.
std::string lines_that_fit(const Ui& ui, std::string_view words, float width, float height);
void gap(Ui& ui, double height);

//! A panel's head, "THRESHOLDS".
void heading(Ui& ui, std::string_view words);
//! "Subject   S-014", the value broken into lines where it is long.
void fact(Ui& ui, std::string_view name, std::string_view value);

enum class ButtonKind : unsigned char { kPlain, kMain, kChosen, kQuiet };
bool button(Ui& ui, std::string_view label, ButtonKind kind = ButtonKind::kPlain, float width = 0, bool enabled = true);
//! True when it was clicked; the caller changes what it shows.
bool toggle(Ui& ui, std::string_view label, bool on, bool enabled = true);

//! 1 on the frame of the arrow down, -1 on that of the arrow up: in a dialog they move a choice while a field has the keyboard.
int arrow_step();
//! On the frame on which Enter goes down.
bool enter_pressed();

//! One line of text; true when it was confirmed with Enter.
bool text_field(Ui& ui, const char* name, const char* hint, std::string& text);

//! A box for a number with its unit.
struct NumberField {
  std::string text;        //!< as it stands in the box now
  bool confirmed = false;  //!< with Enter
  bool active = false;     //!< it is being typed in
  bool stepped = false;    //!< by an arrow just now
};
//! What the arrows up and down do while the box is typed in.
struct NumberSteps {
  double step = 1;
  double low = 0;
  double high = 1;
};
NumberField number_field(Ui& ui, const std::string& name, std::string shown, const char* hint, std::string_view unit, float width,
                         const std::optional<NumberSteps>& steps = std::nullopt);
//! With a point or, as many keyboards write it, a comma.
std::optional<double> typed_number(std::string text);

struct Choice {
  std::string label;
  std::string detail{};  //!< quieter, behind it
};
//! A list that opens; gives the index that was chosen just now.
std::optional<int> choice(Ui& ui, std::string_view label, std::string_view shown, const std::vector<Choice>& options, int current,
                          float width);

struct Slider {
  std::string_view label;
  std::string_view unit;
  double value = 0;
  double low = 0;
  double high = 1;
  double step = 0.1;
  std::optional<double> mark{};  //!< a tick: the value as proposed
  bool enabled = true;
};
//! What a slider did in this frame.
struct SliderEvents {
  bool begins = false;
  std::optional<double> dragged{};
  bool ends = false;
  std::optional<double> entered{};  //!< typed and confirmed with Enter
  std::optional<double> stepped{};  //!< a step up or down, by an arrow in the box
};
SliderEvents slider(Ui& ui, const Slider& slider);

//! A small square of a class's colour with its pattern, before a name in a table.
void swatch(ImDrawList& list, const ImVec2& at, float side, const Rgb& rgb);

//! "12.3", or a dash where there is no number.
std::string number(double value, int decimals);

}  // namespace viamyo::viewer
