#include "locales/names.h"

#include "locales/document.h"
#include "locales/words.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <set>

using locales::Names;
using locales::tokenize;

namespace {

const std::filesystem::path source = SAMVAD_SOURCE_DIR;

std::set<std::string> found(std::string_view kind, std::string_view text)
{
    static const auto names = Names::load(source / "locales");
    std::set<std::string> ids;
    for (const auto& name : names.find(kind, tokenize(text)))
        ids.insert(name.id);
    return ids;
}

using Ids = std::set<std::string>;

// What a list of groups holds in its own spellings, as programmes have them.
const std::vector<std::string> groups {
    "जय माँ शारदा समूह", "लक्ष्मी महिला स्वयं सहायता समूह",
    "शिव शक्ति समूह",    "Maa Lakshmi Samuh",
    "Jyoti SHG",       "उजाला समूह 1",
    "उजाला समूह 2",     "प्रगति महिला समूह",
    "प्रगति समूह",
};

locales::LikeNames like(std::string_view words)
{
    static const auto known = locales::Words::load(source / "locales");
    return locales::names_like(groups, words, [](std::string_view n1) { return known.is_group_word(n1); });
}

using List = std::vector<std::string>;

} // namespace

TEST_CASE("a district is found in both scripts, by other names, with slips and within a sentence")
{
    const std::pair<const char*, const char*> cases[] {
        { "हरदोई", "district:UP:Hardoi" },
        { "hardoi", "district:UP:Hardoi" },
        { "Hardoyi", "district:UP:Hardoi" },
        { "हरदोइ", "district:UP:Hardoi" },
        { "मैं हरदोई जिले से हूँ", "district:UP:Hardoi" },
        { "lakhnau", "district:UP:Lucknow" },
        { "बनारस", "district:UP:Varanasi" },
        { "banaras", "district:UP:Varanasi" },
        { "kanpur dehat", "district:UP:Kanpur Dehat" },
        { "kanpurdehat", "district:UP:Kanpur Dehat" },
        { "शाहजहांपुर", "district:UP:Shahjahanpur" },
        { "shajahanpur", "district:UP:Shahjahanpur" },
        { "sitapru", "district:UP:Sitapur" },
        { "महाराजगंज", "district:UP:Maharajganj" },
        { "मंडी", "district:HP:Mandi" },
        { "kangda", "district:HP:Kangra" },
        { "raebareli", "district:UP:Rae Bareli" },
        { "गोण्डा", "district:UP:Gonda" },
    };
    for (const auto& [text, id] : cases) {
        INFO(text);
        CHECK(found("district", text) == Ids { id });
    }
}

TEST_CASE("a name that two districts bear brings both, told apart by their state or town")
{
    CHECK(found("district", "हमीरपुर") == Ids { "district:UP:Hamirpur", "district:HP:Hamirpur" });
    CHECK(found("district", "hamirpur") == Ids { "district:UP:Hamirpur", "district:HP:Hamirpur" });
    CHECK(found("district", "अकबरपुर") == Ids { "district:UP:Ambedkar Nagar", "district:UP:Kanpur Dehat" });
    CHECK(found("district", "कानपुर") == Ids { "district:UP:Kanpur Nagar", "district:UP:Kanpur Dehat" });
    const auto names = Names::load(source / "locales").find("district", tokenize("हमीरपुर"));
    REQUIRE(names.size() == 2);
    CHECK(names[0].in("hi") == "हमीरपुर (उत्तर प्रदेश)");
    CHECK(names[1].in("hi-Latn") == "Hamirpur (HP)");
    CHECK(Names::load(source / "locales").find("district", tokenize("उन्नाव")).front().in("hi") == "उन्नाव");
}

TEST_CASE("what is no district, or in no list, is not found")
{
    for (const auto* text : { "दिल्ली", "xyz", "", "12345", "mera ghar", "।" }) {
        INFO(text);
        CHECK(found("district", text).empty());
    }
    CHECK(found("planet", "हरदोई").empty());
}

TEST_CASE("products and platforms are found by sound and one slip, and asked where two sound alike")
{
    CHECK(found("product", "चिकनकारी कुर्ती") == Ids { "product:chikan_kurti" });
    CHECK(found("product", "chicankari") == Ids { "product:chikan_kurti" });
    CHECK(found("product", "agarbati") == Ids { "product:agarbatti" });
    CHECK(found("product", "paapad") == Ids { "product:papad" });
    CHECK(found("product", "murrabba") == Ids { "product:murabba" });
    CHECK(found("product", "hamare shahad ka dibba") == Ids { "product:shahad" });
    CHECK(found("product", "अचार").size() == 2);
    CHECK(found("platform", "अमेज़ॅन") == Ids { "platform:amazon" });
    CHECK(found("platform", "amejan") == Ids { "platform:amazon" });
    CHECK(found("platform", "filpkart") == Ids { "platform:flipkart" });
}

TEST_CASE("a group on record is found by its sound, whatever the script and whatever else a group is called")
{
    const std::pair<const char*, const char*> cases[] {
        { "जय माँ शारदा समूह", "जय माँ शारदा समूह" },
        { "जय मां शारदा", "जय माँ शारदा समूह" },             // the other nasal, and no word for a group
        { "jai maa sharda samuh", "जय माँ शारदा समूह" },    // the other script
        { "Jay Ma Sharada", "जय माँ शारदा समूह" },          // other habits of spelling
        { "jaymaasharda", "जय माँ शारदा समूह" },            // voice typing runs words together
        { "laxmi samooh", "लक्ष्मी महिला स्वयं सहायता समूह" }, // x is heard as क्ष; the official name is longer
        { "लक्ष्मी", "लक्ष्मी महिला स्वयं सहायता समूह" },        // not माँ लक्ष्मी, which is another group
        { "माँ लक्ष्मी समूह", "Maa Lakshmi Samuh" },          // written in Latin letters in the list
        { "ज्योति समूह", "Jyoti SHG" },
        { "ujala samuh 2", "उजाला समूह 2" }, // the number tells them apart
        { "प्रगति समूह", "प्रगति समूह" },       // as it is written goes before what is the same without महिला
    };
    for (const auto& [words, name] : cases) {
        INFO(words);
        CHECK(like(words).alike == List { name });
        CHECK(like(words).nearly.empty());
    }
}

TEST_CASE("two groups on record that her words name both come back")
{
    CHECK(like("pragati samuh").alike == List { "प्रगति महिला समूह", "प्रगति समूह" });
    CHECK(like("Pragati").alike == List { "प्रगति महिला समूह", "प्रगति समूह" });
}

TEST_CASE("a group a slip away may be meant, and is not taken for hers")
{
    CHECK(like("शिव भक्ति समूह").alike.empty()); // one letter, and another name
    CHECK(like("शिव भक्ति समूह").nearly == List { "शिव शक्ति समूह" });
    CHECK(like("shiv bhakti").nearly.empty()); // in another script a letter is more
    CHECK(like("शिव शक्तिी समूह").nearly.empty());
    CHECK(like("jaimaasharda").nearly == List { "जय माँ शारदा समूह" });
}

TEST_CASE("a group that is in no list, another number, or no name at all is nobody else's")
{
    for (const auto* words : { "सरस्वती समूह", "Durga", "ujala 3", "उजाला", "samuh", "", "😀", "7", "शारदा" }) {
        INFO(words);
        CHECK(like(words).alike.empty());
        CHECK(like(words).nearly.empty());
    }
}

TEST_CASE("a line without its columns is named with its place")
{
    const auto folder = std::filesystem::path(SAMVAD_BINARY_DIR) / "names_faults";
    std::filesystem::create_directories(folder / "hi");
    std::ofstream(folder / "districts.csv") << "state,name_en,name_hi,aliases\nUP,Hardoi\n";
    std::ofstream(folder / "hi/products.tsv") << "papad\tपापड़\n";
    try {
        Names::load(folder);
        FAIL("nothing was wrong");
    } catch (const locales::FaultyFiles& faulty) {
        REQUIRE(faulty.faults().size() == 3);
        CHECK(faulty.faults()[0].key == "line 2");
        CHECK(faulty.faults()[1].key == "line 1");
        CHECK(faulty.faults()[2].file.find("platforms.tsv") != std::string::npos);
    }
}
