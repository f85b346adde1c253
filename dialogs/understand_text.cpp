#include "dialogs/understand_text.h"

#include "dialogs/advance.h"
#include "dialogs/answers/number.h"
#include "dialogs/answers/yes_no.h"
#include "dialogs/bare_list.h"
#include "dialogs/correction.h"
#include "dialogs/read_answer.h"
#include "dialogs/sentence.h"
#include "dialogs/told_beside.h"
#include "dialogs/wish_of_change.h"

#include <algorithm>

namespace dialogs {

using locales::Tokens;

namespace {

// What the classifier must reach to be believed, and to be offered.
constexpr float sure_probability = 0.6F;
constexpr float sure_margin = 0.2F;
constexpr float sure_of_one_word = 0.9F;
constexpr float likely_with_answers = 0.3F;
constexpr std::size_t slots_that_tell = 3;
constexpr float likely_probability = 0.08F;
constexpr float likely_inside_a_question = 0.45F;

// The cascade for words, in the order of its steps.
class Understanding {
public:
    Understanding(const Dialogs& dialogs, const Knowledge& knowledge, const Conversation& conversation,
                  const std::string& text, locales::Date today)
        : dialogs_(dialogs), knowledge_(knowledge), conversation_(conversation), text_(text), today_(today),
          tokens_(locales::tokenize(text)), step_(conversation.asleep ? nullptr : waiting_step(dialogs, conversation))
    {
    }

    Input run()
    {
        const bool found = number_of_an_offer() || command() || whole_answer() || correction() || keyword() || rule() ||
                           answer() || told_alone() || ambiguous() || change() || classified();
        if (!found)
            input_.kind = InputKind::NotUnderstood;
        if (input_.kind != InputKind::Command && !only_keyword_)
            input_.language = script();
        return std::move(input_);
    }

private:
    bool is(InputKind kind, std::string name = {})
    {
        input_.kind = kind;
        input_.name = std::move(name);
        return true;
    }

    bool is(Input input)
    {
        input_ = std::move(input);
        return true;
    }

    const locales::Token* only_token() const
    {
        const locales::Token* only = nullptr;
        for (const auto& token : tokens_) {
            if (!token.is_word() && !token.is_digits())
                continue;
            if (only != nullptr)
                return nullptr;
            only = &token;
        }
        return only;
    }

    // A digit, a keycap or a number word for what was offered; 0 is the menu. The number of an answer ("250") is not
    // one of these, and a question for a number offers nothing.
    bool number_of_an_offer()
    {
        const auto* token = only_token();
        if (token == nullptr)
            return false;
        const auto number = answers::read_number(knowledge_.numbers, { *token });
        const auto value = number.value ? number.value->whole() : std::nullopt;
        if (!value || *value < 0 || (token->is_word() && conversation_.offers.empty()))
            return false;
        if (*value == 0 && !asks_for_number())
            return is(InputKind::Command, "menu");
        if (*value < 1 || static_cast<std::size_t>(*value) > conversation_.offers.size())
            return false;
        return is(InputKind::Pick, conversation_.offers[static_cast<std::size_t>(*value) - 1].id);
    }

    bool asks_for_number() const
    {
        return step_ != nullptr && step_->verb == Verb::Ask && step_->kind != AnswerKind::Choice &&
               step_->kind != AnswerKind::YesNo && conversation_.offers.empty();
    }

    bool command()
    {
        const auto name = knowledge_.words.command(tokens_);
        if (name.empty() || name == "yes" || name == "no")
            return false;
        if (name == "stop" && step_ != nullptr && names_a_choice())
            return false; // "मत भेजो" to "shall it be sent?"
        if (name == "thanks")
            return is(InputKind::Thanks);
        if (const auto* dialog = dialogs_.named(name); dialog != nullptr && has_digits())
            input_.slots = slots_of_sentence(*dialog, knowledge_, text_, tokens_, 0, today_);
        return is(InputKind::Command, std::string { name });
    }

    bool names_a_choice() const
    {
        const auto choice = knowledge_.words.choice(tokens_);
        return !choice.empty() && std::ranges::find(step_->of, choice) != step_->of.end();
    }

    bool has_digits() const { return std::ranges::any_of(tokens_, &locales::Token::is_digits); }

    // The open question, an engine's own question first: "हाँ" to "shall we go on?".
    bool whole_answer()
    {
        if (offered("resume:yes"))
            if (const auto said = answers::read_yes_no(knowledge_.numbers, tokens_); said && tokens_.size() <= 4)
                return is(InputKind::Pick, *said == answers::YesNo::Yes ? "resume:yes" : "resume:no");
        if (const auto* offer = offer_by_words(conversation_.offers, tokens_);
            offer != nullptr && offer->id.find(':') != std::string::npos)
            return is(InputKind::Pick, offer->id);
        if (step_ == nullptr)
            return false;
        if (step_->verb == Verb::Confirm && !offered("yes") && answers::read_yes_no(knowledge_.numbers, tokens_))
            return is(InputKind::Command, "repeat"); // she saw other choices last: a yes must be to what she saw
        read_ = step_->verb == Verb::Confirm ? read_confirm()
                                             : read_answer(*step_, knowledge_, conversation_, text_, tokens_, today_);
        const bool words_may_mean_more =
            step_->verb == Verb::Ask && step_->kind == AnswerKind::Text && !step_->wants_own_words();
        return read_.whole && !words_may_mean_more && answer();
    }

    bool offered(std::string_view id) const
    {
        return std::ranges::find(conversation_.offers, id, &Offer::id) != conversation_.offers.end();
    }

    ReadAnswer read_confirm() const
    {
        ReadAnswer read;
        const auto said = answers::read_yes_no(knowledge_.numbers, tokens_);
        if (!said)
            return read;
        read.slots[step_->name] = Word { *said == answers::YesNo::Yes ? "yes" : "no" };
        read.whole = std::ranges::none_of(tokens_, [](const locales::Token& token) { return token.is_digits(); }) &&
                     tokens_.size() <= 5;
        return read;
    }

    // "नहीं 300", "दाम 300 कर दो", "दाम बदलना है", while the dialog is open and the question is another one.
    bool correction()
    {
        const auto* dialog = open_dialog();
        if (dialog == nullptr)
            return false;
        const Correction correction { *dialog, *step_, knowledge_, conversation_, text_, tokens_, today_ };
        if (auto named = correction.of_named())
            return is(std::move(*named));
        if (!correction.takes_back())
            return false;
        if (step_->verb == Verb::Ask && !read_.slots.empty())
            return answer(); // "250 नहीं 300" answers the question that is open
        auto other = correction.by_kind();
        return other && is(std::move(*other));
    }

    // The dialog whose question is open; null where none is.
    const Dialog* open_dialog() const
    {
        return step_ == nullptr ? nullptr : dialogs_.named(conversation_.open()->dialog);
    }

    bool keyword()
    {
        if (step_ != nullptr && !says_something())
            return false;
        const auto found = knowledge_.words.keyword(tokens_, text_);
        if (!found)
            return false;
        only_keyword_ = true;
        return start(std::string { found->intent }, found->tokens);
    }

    bool rule()
    {
        if (step_ != nullptr && !says_something())
            return false;
        const auto intent = knowledge_.words.rule(tokens_);
        return !intent.empty() && start(std::string { intent }, 0);
    }

    // A wish, with what the sentence already tells. For the dialog that is open it is an answer to its questions.
    bool start(const std::string& intent, std::size_t from_token)
    {
        const auto* dialog = dialogs_.for_intent(intent);
        if (dialog != nullptr)
            input_.slots = slots_of_sentence(*dialog, knowledge_, text_, tokens_, from_token, today_);
        if (dialog != nullptr && dialog == open_dialog())
            return wish_again(*dialog, intent);
        return is(InputKind::Start, intent);
    }

    // What it tells answers the questions that are left; an SMS command tells all it has to tell anew. Begun again the
    // dialog would lose what was told before, so that is done only where this sentence tells it too.
    bool wish_again(const Dialog& dialog, const std::string& intent)
    {
        const auto& frame = *conversation_.open();
        const bool asks = step_->verb == Verb::Ask; // a review is answered by yes or no alone
        auto left = only_keyword_ ? input_.slots : still_open(dialog, frame, *step_, input_.slots);
        if (asks && !left.empty()) {
            input_.slots = std::move(left);
            return is(InputKind::Answers, step_->name);
        }
        const bool tells_all = std::ranges::all_of(dialog.steps, [&](const Step& step) {
            const bool may_go_unsaid = step.verb != Verb::Ask || step.kind == AnswerKind::Date; // it is today then
            return may_go_unsaid || !frame.slots.contains(step.name) || input_.slots.contains(step.name);
        });
        const bool is_yes_no = asks && step_->kind == AnswerKind::YesNo;
        if (tells_all && !is_yes_no)
            return is(InputKind::Start, intent);
        input_.slots.clear();
        return (!asks || is_yes_no) && read_.slots.empty() && is(InputKind::SameWish);
    }

    // "मुझे जुड़ना है" in the middle of joining answers nothing, and would ask for her consent again.
    bool is_halfway_through(const Dialog* dialog) const
    {
        const auto* open = conversation_.open();
        return dialog != nullptr && step_ != nullptr && step_->verb == Verb::Ask && open->dialog == dialog->name &&
               (step_->kind == AnswerKind::YesNo || !open->answered.empty());
    }

    bool answer()
    {
        auto read = step_ == nullptr || step_->verb != Verb::Ask ? read_ : with_told(read_, *step_, told());
        input_.slots = std::move(read.slots);
        if (!read.readings.empty()) {
            input_.readings = std::move(read.readings);
            return is(InputKind::Readings, step_->name);
        }
        return !input_.slots.empty() && is(InputKind::Answers, step_->name);
    }

    // What the message tells of the open dialog, read as its first sentence is.
    Slots told() const
    {
        const auto* dialog = open_dialog();
        if (dialog == nullptr)
            return {};
        return still_open(*dialog, *conversation_.open(), *step_,
                          slots_of_sentence(*dialog, knowledge_, text_, tokens_, 0, today_));
    }

    // "25 dibbe" where the price is asked: no answer, but she need not tell it again.
    bool told_alone()
    {
        if (step_ == nullptr || step_->verb != Verb::Ask || !is_only_values(knowledge_, tokens_) ||
            knowledge_.words.keyword(tokens_, text_)) // "RATE 3500" is a command of its own
            return false;
        input_.slots = told();
        if (step_->of.empty())
            input_.slots.erase(step_->name);
        return !input_.slots.empty() && is(InputKind::Answers, step_->name);
    }

    // "टोपी का दाम 350 से 400 कर दो": whatever else the words are like, a value is to be changed to another.
    bool change()
    {
        const auto intent = wish_of_change(dialogs_, knowledge_, text_, tokens_, today_);
        return !intent.empty() && start(intent, 0);
    }

    // A meaning she may choose, with what her sentence tells it.
    void offer(const std::string& intent)
    {
        const auto* dialog = dialogs_.for_intent(intent);
        if (dialog == nullptr || is_halfway_through(dialog))
            return;
        input_.intents.push_back(intent);
        auto slots = slots_of_sentence(*dialog, knowledge_, text_, tokens_, 0, today_);
        if (!slots.empty())
            input_.told.emplace(intent, std::move(slots));
    }

    // "अचार 250 रु के 20 डिब्बे" has no verb, but answers three questions of a dialog that is likely anyhow.
    bool answers_much_of(std::string_view intent) const
    {
        const auto* dialog = dialogs_.for_intent(intent);
        return dialog != nullptr &&
               slots_of_sentence(*dialog, knowledge_, text_, tokens_, 0, today_).size() >= slots_that_tell;
    }

    bool ambiguous()
    {
        const auto* word = knowledge_.words.ambiguous(tokens_);
        if (word == nullptr)
            return false;
        for (const auto& intent : word->intents)
            offer(intent);
        return input_.intents.size() > 1 && is(InputKind::Meanings, word->word);
    }

    // Numbers and signs alone wish for nothing; nor does a lone yes or no, or the name of what is being asked.
    bool says_something() const
    {
        const auto* only = only_token();
        if (only != nullptr && step_ != nullptr) {
            const auto slot = knowledge_.words.slot(only->n1);
            if (answers::read_yes_no(knowledge_.numbers, tokens_) || (!slot.empty() && step_->name.ends_with(slot)))
                return false;
        }
        return std::ranges::any_of(tokens_, [&](const locales::Token& token) {
            const bool empty = step_ != nullptr && knowledge_.words.is_filler(token.n1);
            const auto* meaning = knowledge_.numbers.find(token.n1);
            const bool number = meaning != nullptr && meaning->role != locales::NumberRole::None;
            return token.is_word() && !number && !empty;
        });
    }

    bool classified()
    {
        const auto guesses = knowledge_.intents.guess(tokens_, 4);
        if (guesses.empty() || !says_something())
            return false;
        const auto margin = guesses.size() < 2 ? 1.0F : guesses[0].probability - guesses[1].probability;
        if (step_ == nullptr)
            if (const auto intent = wish_of_list(dialogs_, knowledge_, text_, tokens_, today_, guesses);
                !intent.empty())
                return start(intent, 0);
        const auto sure = only_token() == nullptr ? sure_probability : sure_of_one_word;
        if (guesses[0].probability >= sure && margin >= sure_margin)
            return guesses[0].intent == "other" ? false : start(std::string { guesses[0].intent }, 0);
        if (guesses[0].probability >= likely_with_answers && answers_much_of(guesses[0].intent))
            return start(std::string { guesses[0].intent }, 0);
        if (step_ != nullptr && (conversation_.misses == 0 || guesses[0].probability < likely_inside_a_question))
            return false; // asking again helps more than a list of other things
        for (const auto& guess : guesses)
            if (guess.probability >= likely_probability && input_.intents.size() < 3)
                offer(std::string { guess.intent });
        return !input_.intents.empty() && guesses[0].intent != "other" && is(InputKind::Likely);
    }

    // One Latin word may be a code, a name or a greeting; two tell how she writes.
    std::string script() const
    {
        int latin = 0;
        for (const auto& token : tokens_) {
            if (token.script == locales::Script::Devanagari)
                return "hi";
            latin += token.is_word() && token.script == locales::Script::Latin ? 1 : 0;
        }
        return latin >= 2 ? "hi-Latn" : "";
    }

    const Dialogs& dialogs_;
    const Knowledge& knowledge_;
    const Conversation& conversation_;
    const std::string& text_;
    locales::Date today_;
    Tokens tokens_;
    const Step* step_;
    ReadAnswer read_;
    bool only_keyword_ = false;
    Input input_;
};

} // namespace

Input understand_text(const Dialogs& dialogs, const Knowledge& knowledge, const Conversation& conversation,
                      const std::string& text, locales::Date today)
{
    return Understanding { dialogs, knowledge, conversation, text, today }.run();
}

} // namespace dialogs
