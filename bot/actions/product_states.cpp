#include "bot/actions/product_states.h"

#include "locales/decimal.h"

#include <stdexcept>

namespace bot {

using storage::products::Product;
using storage::products::Status;

namespace {

bool is_sold_out(const Product& product)
{
    const auto stock = locales::Decimal::parse(product.stock);
    const bool empty = stock && stock->is_zero();
    return product.status == Status::OutOfStock || (product.status == Status::Live && empty);
}

std::string_view told_state(Status status)
{
    switch (status) {
    case Status::Checking:
        return "in_review";
    case Status::MoreNeeded:
        return "more_needed";
    case Status::Accepted:
        return "approved";
    case Status::SentToPortal:
        return "sent";
    case Status::Live:
        return "live";
    case Status::Stopped:
        return "stopped";
    case Status::OutOfStock:
        return "sold_out";
    }
    throw std::logic_error { "telling a product's state: the state is unknown" };
}

} // namespace

bool is_on_portal(Status status)
{
    return status == Status::SentToPortal || status == Status::Live || status == Status::OutOfStock;
}

dialogs::Phrase state_of(const Product& product)
{
    const auto status = is_sold_out(product) ? Status::OutOfStock : product.status;
    return { "state.product." + std::string { told_state(status) } };
}

std::string stage_of(const Product& product)
{
    if (is_sold_out(product))
        return "sold_out";
    switch (product.status) {
    case Status::MoreNeeded:
        return "more_needed";
    case Status::Live:
        return "live";
    case Status::Stopped:
        return "stopped";
    default:
        return "waiting";
    }
}

} // namespace bot
