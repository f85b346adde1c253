#include "locales/answer_words.h"
#include "locales/calendar_words.h"
#include "locales/catalog.h"
#include "locales/format.h"
#include "locales/intents.h"
#include "locales/names.h"
#include "locales/words.h"
#include "tests/fuzz/target.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace fuzz {

namespace {

namespace files = std::filesystem;

// A locales folder with one file that is not ours.
class Folder {
public:
    Folder() : root_(files::temp_directory_path() / ("samvad_fuzz_locales_" + std::to_string(::getpid())))
    {
        files::create_directories(root_ / "hi");
        write("variables.json", R"({"name": {"kind": "text", "longest": 30, "sample": "Reena"},
                                    "count": {"kind": "number", "longest": 6, "sample": "12"}})");
        for (const auto* ours : { "districts.csv", "hi/products.tsv", "hi/platforms.tsv" })
            files::copy_file(files::path { SAMVAD_SOURCE_DIR } / "locales" / ours, root_ / ours,
                             files::copy_options::overwrite_existing);
    }

    ~Folder() { files::remove_all(root_); }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const files::path& path() const { return root_; }

    void write(const std::string& name, std::string_view bytes) const
    {
        std::ofstream out { root_ / name, std::ios::binary | std::ios::trunc };
        out << bytes;
    }

private:
    files::path root_;
};

void load_texts(const Folder& folder)
{
    const auto catalog = locales::Catalog::load(folder.path());
    for (const auto& key : catalog.keys()) {
        catalog.sample("hi", key, "sms");
        demand(catalog.longest_units("hi", key, "whatsapp") >= 0, "a text has a length");
    }
}

struct File {
    const char* name;
    void (*load)(const Folder& folder);
};

const File loaders[] {
    { "hi/texts.json", load_texts },
    { "hi/words.json", [](const Folder& folder) { locales::Words::load(folder.path()); } },
    { "hi/numbers.json", [](const Folder& folder) { locales::AnswerWords::load(folder.path()); } },
    { "hi/dates.json", [](const Folder& folder) { locales::CalendarWords::load(folder.path()); } },
    { "hi/calendar.json", [](const Folder& folder) { locales::Formats::load(folder.path()); } },
    { "hi/products.tsv", [](const Folder& folder) { locales::Names::load(folder.path()); } },
    { "hi/intents.tsv", [](const Folder& folder) { locales::load_intent_lines(folder.path()); } },
};

} // namespace

// A file that does not fit is told with its name; nothing else may happen. The first letter chooses the file, from a.
void texts(std::string_view bytes)
{
    if (bytes.empty())
        return;
    static const Folder folder;
    const auto& [name, load] = loaders[static_cast<unsigned char>(bytes.front() - 'a') % std::size(loaders)];
    folder.write(name, bytes.substr(1));
    try {
        load(folder);
    } catch (const locales::FaultyFiles& faulty) {
        demand(!faulty.faults().empty(), "a refusal has its faults");
        for (const auto& fault : faulty.faults())
            demand(!fault.what.empty() && !fault.mend.empty(), "a fault says what is wrong and how it is mended");
    } catch (const Broken&) {
        throw;
    } catch (const std::runtime_error& faulty) { // of the words of answers
        demand(std::string_view { faulty.what() }.find(name) != std::string_view::npos, "a refusal names the file");
    }
    files::remove(folder.path() / name);
    if (name == std::string_view { "hi/products.tsv" })
        files::copy_file(files::path { SAMVAD_SOURCE_DIR } / "locales" / name, folder.path() / name);
}

} // namespace fuzz
