# What bot/run, tests/run and .ci/run share: the Debian packages and the build. Sourced by them; `root` is the folder of
# the source. Everything it says goes to standard error, so that the output of a command stays clean.

build_packages="g++ cmake ninja-build pkg-config libcpp-httplib-dev libicu-dev libsqlite3-dev nlohmann-json3-dev
    libspdlog-dev libssl-dev libcli11-dev libjemalloc-dev catch2"

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "Installing packages needs root: run this as root, install sudo, or let somebody run: $*"
        exit 1
    fi
}

# Those of the packages named that are not installed.
missing_packages() {
    for package in "$@"; do
        case $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) in
            installed) ;;
            *) printf '%s ' "$package" ;;
        esac
    done
}

# Installs what is missing of the packages named; one question to dpkg and nothing more when nothing is.
install_packages() {
    if [ "$(dpkg-query -W -f='${db:Status-Status}\n' "$@" 2>/dev/null | grep -cx installed)" -eq $# ]; then
        return
    fi
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    say "Installing $missing"
    # shellcheck disable=SC2086  # a list of words
    {
        ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1 || as_root apt-get update
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing || {
            # The lists may be older than the mirror.
            as_root apt-get update
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
        }
    } >&2
}

# configure FOLDER [CMAKE OPTION...]
configure() {
    folder=$1
    shift
    if command -v ccache >/dev/null; then
        set -- -DCMAKE_CXX_COMPILER_LAUNCHER=ccache "$@"
    fi
    cmake -S "$root" -B "$folder" -G Ninja "$@" >&2
}
