// The conditions of an audience as SQL reads them. Lists are of any length, so a whole audience travels in one text
// parameter: each word as a letter for its kind, its length in four digits, and itself ("d0006Hardoi"). The statement
// takes it apart again with WITH RECURSIVE, substr and CAST alone, which SQLite and PostgreSQL share, and looks each
// kind up as a list. Nothing is written for it, so a reader too can count. Words of `except` go by the same letters,
// large. Only kinds that are named are asked for, since each question is put to a million people. Inside storage only.

#pragma once

#include "storage/audience.h"

namespace storage::audience {

// Which index leads to the people: that of the narrowest place the audience names.
enum class Way { Everybody, District, Block, Clf, Group };

struct Asked {
    std::string text;  // the parameter
    std::string kinds; // the letters that stand in it, each once
    Way way = Way::Everybody;
};

// Where the author's scope and the wanted conditions name the same kind, what both name is left; empty if that is
// nobody. Throws Error for a name of more than 9,999 letters.
std::optional<Asked> asked_of(const Audience& audience, Time now);

// Pieces of statements on `people AS p`. The list of words out of parameter $1, to stand behind WITH RECURSIVE; whom
// the words name, along the way that leads there.
std::string words_list();
std::string meets_words(const Asked& asked);

// She has one of the roles of this list, "('member')" or a SELECT. Of who has one role alone her own row knows.
std::string has_role(const std::string& list);

// She is a coordinator. Her row names her roles in alphabetical order, and this is the first of all; ; stands before <.
inline constexpr std::string_view is_coordinator = "(p.roles >= 'coordinator' AND p.roles < 'coordinator<')";

} // namespace storage::audience
