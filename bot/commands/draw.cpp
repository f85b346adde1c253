#include "bot/commands/draw.h"

#include "dialogs/graph.h"
#include "dialogs/load.h"

#include <fstream>
#include <ostream>
#include <stdexcept>

namespace bot {

namespace {

std::string drawing_of_one(const dialogs::Dialogs& dialogs, const std::string& name)
{
    if (const auto* dialog = dialogs.named(name))
        return dialogs::draw(*dialog);
    std::vector<std::string> names;
    for (const auto& dialog : dialogs.all)
        names.push_back(dialog.name);
    std::string all;
    for (const auto& known : names)
        all += (all.empty() ? "" : ", ") + known;
    throw std::runtime_error { "drawing " + name + ": there is no such dialog" + dialogs::did_you_mean(name, names) +
                               " The dialogs are " + all };
}

void write_page(const std::filesystem::path& file, const std::string& page)
{
    std::ofstream out { file, std::ios::binary | std::ios::trunc };
    out << page;
    out.close();
    if (!out)
        throw std::runtime_error { "writing " + file.string() +
                                   ": it cannot be written; check the folder and its rights" };
}

} // namespace

std::string drawings_page(const dialogs::Dialogs& dialogs)
{
    std::string page =
        "# The dialogs\n\n"
        "Drawn by `samvad draw --readme` from `flows/*.json`; not edited by hand. Rounded: she is asked. "
        "Diamond: she confirms. Double\nsides: something is done. Box: she is told.\n";
    for (const auto& dialog : dialogs.all) {
        page += "\n## " + dialog.name + "\n\n";
        for (const auto& intent : dialog.starts_on)
            page += (&intent == &dialog.starts_on.front() ? "Starts on `" : ", `") + intent + "`";
        page += dialog.starts_on.empty() ? "" : ".\n\n";
        page += "```mermaid\n" + dialogs::draw(dialog) + "```\n";
    }
    return page;
}

int draw(const Settings& settings, const std::string& dialog, DrawTo where, std::ostream& out)
{
    const auto folder = settings.data / "dialogs";
    const auto dialogs = dialogs::load_or_throw(folder);
    if (where == DrawTo::Readme)
        write_page(folder / "README.md", drawings_page(dialogs));
    else if (!dialog.empty())
        out << drawing_of_one(dialogs, dialog);
    else
        out << drawings_page(dialogs);
    return 0;
}

} // namespace bot
