#include "locales/document.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace locales {

namespace {

using Json = nlohmann::json;

constexpr std::size_t nesting_max = 32; // our files have five

// Builds the tree event by event, so that it sees a repeated key before a map can swallow it.
class Builder final : public nlohmann::json_sax<Json> {
public:
    Document root;
    std::vector<std::string> repeated;
    std::string error;

    bool null() override { return put({}); }

    bool boolean(bool value) override { return put({ .kind = Document::Kind::Flag, .flag = value }); }

    bool number_integer(number_integer_t value) override { return number(static_cast<double>(value)); }

    bool number_unsigned(number_unsigned_t value) override { return number(static_cast<double>(value)); }

    bool number_float(number_float_t value, const string_t&) override { return number(value); }

    bool string(string_t& value) override { return put({ .kind = Document::Kind::Text, .text = value }); }

    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override { return open(Document::Kind::Map); }

    bool start_array(std::size_t) override { return open(Document::Kind::List); }

    bool end_object() override { return close(); }

    bool end_array() override { return close(); }

    bool key(string_t& name) override
    {
        auto& members = open_.back().members;
        if (std::any_of(members.begin(), members.end(), [&](const auto& member) { return member.first == name; }))
            repeated.push_back(name);
        members.emplace_back(name, Document {});
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const Json::exception& exception) override
    {
        error = exception.what();
        return false;
    }

private:
    std::vector<Document> open_;

    bool number(double value) { return put({ .kind = Document::Kind::Number, .number = value }); }

    bool open(Document::Kind kind)
    {
        if (open_.size() >= nesting_max) {
            error = "it is nested more than " + std::to_string(nesting_max) + " deep";
            return false;
        }
        open_.push_back({ .kind = kind });
        return true;
    }

    bool close()
    {
        auto whole = std::move(open_.back());
        open_.pop_back();
        return put(std::move(whole));
    }

    bool put(Document value)
    {
        if (open_.empty())
            root = std::move(value);
        else if (open_.back().kind == Document::Kind::List)
            open_.back().items.push_back(std::move(value));
        else
            open_.back().members.back().second = std::move(value);
        return true;
    }
};

std::string all_sentences(const std::vector<Fault>& faults)
{
    std::string all;
    for (const auto& fault : faults)
        all += (all.empty() ? "" : "\n") + sentence(fault);
    return all;
}

} // namespace

std::string sentence(const Fault& fault)
{
    auto text = fault.file + ": ";
    if (!fault.key.empty())
        text += fault.key + ": ";
    return text + fault.what + "; " + fault.mend;
}

FaultyFiles::FaultyFiles(std::vector<Fault> faults)
    : std::runtime_error(all_sentences(faults)), faults_(std::move(faults))
{
}

const Document* Document::find(std::string_view name) const
{
    for (const auto& [key, value] : members)
        if (key == name)
            return &value;
    return nullptr;
}

std::string Document::text_of(std::string_view name, std::string_view fallback) const
{
    const auto* member = find(name);
    return member != nullptr && member->kind == Kind::Text ? member->text : std::string(fallback);
}

std::optional<Document> read_document(const std::filesystem::path& file, std::vector<Fault>& faults)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        faults.push_back({ file.string(), "", "cannot be read", "put the file there" });
        return {};
    }
    std::ostringstream content;
    content << stream.rdbuf();
    Builder builder;
    if (!Json::sax_parse(content.str(), &builder)) {
        faults.push_back({ file.string(), "", "is not JSON: " + builder.error, "mend it at that place" });
        return {};
    }
    for (const auto& key : builder.repeated)
        faults.push_back({ file.string(), key, "stands twice", "keep one of the two" });
    if (!builder.repeated.empty())
        return {};
    return std::move(builder.root);
}

} // namespace locales
