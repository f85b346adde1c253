// What people sell. A product has a short number that is told to everybody, and a name that is one of a kind for its
// owner. Registering it here is a request that the federation checks; it is not yet a listing.

#pragma once

#include "storage/database.h"

namespace storage::products {

enum class Status { Checking, MoreNeeded, Accepted, SentToPortal, Live, Stopped, OutOfStock };

std::string_view name_of(Status status); // "checking", "more_needed" ...
std::optional<Status> status_named(std::string_view name);

struct Product {
    std::int64_t number = 0; // given by add()
    std::int64_t person = 0;
    std::string name;
    std::string name_key; // the name normalised by the caller
    std::int64_t price_paise = 0;
    std::string stock; // a decimal number, "2.5"
    std::string unit;
    std::optional<std::int64_t> photo_media; // of storage/media.h
    std::string photo_sha256;                // empty until the photo is stored
    Status status = Status::Checking;
    std::string reason; // why it is stopped, or what more is needed
    Time created_at {}, changed_at {};
};

// The number given, or empty: she has a product of this name_key already.
std::optional<std::int64_t> add(Transaction& tx, const Product& product, Time now);

std::optional<Product> get(Transaction& tx, std::int64_t number);
std::optional<Product> get(Transaction& tx, std::int64_t person, std::int64_t number); // only if it is hers

// Oldest first.
std::vector<Product> of_person(Transaction& tx, std::int64_t person);

// All, with a number above `after`.
std::vector<Product> list(Transaction& tx, std::int64_t after, int limit);

// False if there is no such product of hers.
bool set_price(Transaction& tx, std::int64_t person, std::int64_t number, std::int64_t price_paise, Time now);
bool set_stock(Transaction& tx, std::int64_t person, std::int64_t number, std::string_view stock, Time now);
bool set_status(Transaction& tx, std::int64_t number, Status status, std::string_view reason, Time now);

// The photo that was being fetched is stored: the products that show it get its hash.
void photo_stored(Transaction& tx, std::int64_t media, std::string_view sha256, Time now);

} // namespace storage::products
