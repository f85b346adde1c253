#include "tests/support/crowd.h"

namespace tests {

Crowd::Crowd(const ServiceProcess& service, int women, int messages_each, std::chrono::milliseconds pause,
             int first_woman)
    : service_(service)
{
    for (int woman = first_woman; woman < first_woman + women; ++woman)
        threads_.emplace_back([=, this] { write_all(woman, messages_each, pause); });
}

Crowd::~Crowd()
{
    give_up();
    wait();
}

void Crowd::wait()
{
    for (auto& thread : threads_)
        if (thread.joinable())
            thread.join();
}

std::set<std::string> Crowd::answered()
{
    const std::lock_guard lock { mutex_ };
    return answered_;
}

void Crowd::write_all(int woman, int messages, std::chrono::milliseconds pause)
{
    const std::vector<std::string> words { "नमस्ते", "menu", "help", "मदद" };
    const HerPhone her { "+91980001" + std::to_string(1'000 + woman) };
    for (int count = 0; count < messages && !give_up_; ++count) {
        const auto id = "wamid.w" + std::to_string(woman) + "m" + std::to_string(count);
        const auto body = her.text(id, words[static_cast<std::size_t>(woman + count) % words.size()]);
        while (service_.post_whatsapp(body) != 200 && !give_up_) {
            ++repeated_;
            std::this_thread::sleep_for(std::chrono::milliseconds { 20 });
        }
        if (!give_up_) {
            const std::lock_guard lock { mutex_ };
            answered_.insert(id);
        }
        std::this_thread::sleep_for(pause);
    }
    ++done_;
}

} // namespace tests
