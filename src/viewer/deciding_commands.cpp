// What a member says of items: proposals and decisions, each a signed line of the log.
#include <fmt/format.h>

#include "command_groups.h"
#include "review_signing.h"
#include "review_walk.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

void propose(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  Document& document = document_to_sign(app);
  if (is_proposed(document)) throw UsageError("these settings are proposed already");
  sign(app, document, {make_proposal(*document.analysis, document.review.items)});
  document.saved = document.wanted;  // the log holds them now
}

void confirm(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  decide(app, {ReviewAction::kConfirm, {}, {}, {}});
}

void reject(App& app, const Arguments& arguments) { decide(app, {ReviewAction::kReject, {}, text_of(arguments, 0), {}}); }

void reclassify(App& app, const Arguments& arguments) {
  if (arguments.size() < 2) throw UsageError("needs CLASS and REASON");
  decide(app, {ReviewAction::kReclassify, class_to_give(arguments[0]), text_of(arguments, 1), {}});
}

void comment(App& app, const Arguments& arguments) { decide(app, {ReviewAction::kComment, {}, text_of(arguments, 0), {}}); }

void withdraw(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  decide(app, {ReviewAction::kWithdraw, {}, {}, {}});
}

//! As the keys and buttons do: what is not known of the imaging is asked first, then what speaks against signing.
void ask(App& app, const Arguments& arguments) {
  need(arguments, 1, 2, "confirm, reject, reclassify, withdraw, close [TAB] or quit");
  const std::string& line = arguments[0];
  if (line == "quit" || line == "close") return ask_to_leave(app, arguments);
  need(arguments, 1, 1, "confirm, reject, reclassify, withdraw, close [TAB] or quit");
  const bool is_dialog = line == "reject" || line == "reclassify";
  if (!is_dialog && line != "confirm" && line != "withdraw")
    throw UsageError("needs confirm, reject, reclassify, withdraw, close [TAB] or quit");
  AppState& state = app.state();
  const Document& document = document_to_sign(app);
  if (line != "withdraw" && !classes_without_basis(document).empty()) {
    state.then = is_dialog ? "dialog " + line : "";  // nothing is signed but the words that were seen
    state.dialog = Dialog::kBasis;
    return;
  }
  if (is_dialog) return app.execute("dialog " + line);
  const Verdict verdict{line == "confirm" ? ReviewAction::kConfirm : ReviewAction::kWithdraw, {}, {}, {}};
  const Objection objection = objection_to(state, document, verdict);
  if (objection.text.empty()) return app.execute(line);
  state.overturn = {line, objection.title, objection.text};
  state.dialog = Dialog::kOverturn;
}

void choose(Document& document, const std::string& ids, std::optional<int> count, double aspect) {
  const std::vector<ReviewItem> items = viamyo::chosen_items(ids, count, document.review.item_list);
  if (items.empty()) throw UsageError("there is no item");
  stand_at(document, items.front().id, aspect);
  document.reviewing.chosen.clear();
  for (const ReviewItem& chosen : items) document.reviewing.chosen.push_back(chosen.id);
}

void item(App& app, const Arguments& arguments) {
  need(arguments, 1, 2, "next, previous, ID[,ID...] or all COUNT");
  Document& document = document_of(app);
  if (!numbers_match_picture(document)) throw UsageError("the numbers do not belong to the picture yet");
  if (document.scene.display.classes_hidden) throw UsageError("classes are hidden: guess first");
  const std::string& what = arguments[0];
  const double aspect = app.state().view_aspect;
  app.state().side_tab = SideTab::kReview;
  if (what == "next" || what == "previous") {
    const std::string id = neighbour(document, what == "next" ? 1 : -1);
    if (id.empty()) throw UsageError("there is no item");
    return stand_at(document, id, aspect);
  }
  choose(document, what, arguments.size() == 2 ? std::optional(whole_number(arguments[1], "COUNT")) : std::nullopt, aspect);
}

//! Of the chosen items: what is said of one class is not carried to another.
void basis(App& app, const Arguments& arguments) {
  Document& document = document_of(app);
  const std::vector<TissueClass> classes = chosen_classes(document);
  if (classes.empty()) throw UsageError("go to an item first: what imaging says is of items of one class");
  for (const TissueClass tissue : classes) document.reviewing.basis[tissue] = text_of(arguments, 0);
}

void basis_of(App& app, const Arguments& arguments) {
  if (arguments.empty()) throw UsageError("needs CLASS and, where it is given, TEXT");
  document_of(app).reviewing.basis[class_to_give(arguments[0])] = text_of(arguments, 1);
}

}  // namespace

std::vector<Command> deciding_commands() {
  return {
      {"propose", "", "put the settings that are shown up for review, signed", "", propose},
      {"item", "next|previous|ID[,ID...]|all COUNT", "go to an item of the review, or choose several", "N, Shift+N", item},
      {"basis", "[TEXT]", "what other imaging says of the chosen items: goes with decisions on items of their classes", "Y", basis},
      {"basis_of", "CLASS [TEXT]", "the same of one class", "", basis_of},
      {"ask", "confirm|reject|reclassify|withdraw|close [TAB]|quit",
       "do as the keys C, R, A, W, Ctrl+W and Ctrl+Q: what is not known is asked, and what would be lost or overturned is said, first", "",
       ask},
      {"confirm", "", "sign that the chosen items are what they are proposed as", "C", confirm},
      {"reject", "[REASON]", "sign that they are not", "R", reject},
      {"reclassify", "CLASS REASON", "sign that they are of another class", "A", reclassify},
      {"comment", "TEXT", "sign a remark, which decides nothing", "K", comment},
      {"withdraw", "", "take back what you decided on them", "W", withdraw},
  };
}

}  // namespace viamyo::viewer
