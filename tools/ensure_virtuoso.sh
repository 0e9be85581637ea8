#!/bin/sh
# The contract tests of stores run on Virtuoso too. On Debian and Ubuntu its package is fetched and unpacked into
# .venv/virtuoso, which needs no root; where that is not possible the tests on Virtuoso are skipped and say so, but in
# CI they fail.
set -u
package=virtuoso-opensource-7-bin
cd "$(dirname "$0")/.." || exit 1
command -v virtuoso-t >/dev/null 2>&1 && exit 0
[ -x .venv/virtuoso/usr/bin/virtuoso-t ] && exit 0
if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg >/dev/null 2>&1; then
    echo "no $package here (it comes by apt); the tests on Virtuoso will be skipped"
    exit 0
fi
folder=$(mktemp -d)
chmod 755 "$folder"
fetch() { (cd "$folder" && apt-get download -qq "$package" 2>/dev/null); }
fetch || { [ "$(id -u)" = 0 ] && apt-get update -qq && fetch; } || echo "could not fetch $package"
if ls "$folder"/*.deb >/dev/null 2>&1; then
    mkdir -p .venv/virtuoso && dpkg -x "$folder"/*.deb .venv/virtuoso
    # Where a library is missing that it is linked to, apt installs the whole.
    if ldd .venv/virtuoso/usr/bin/virtuoso-t | grep -q "not found"; then
        rm -r .venv/virtuoso
        [ "$(id -u)" = 0 ] && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null ||
            echo "could not install $package; the tests on Virtuoso will be skipped"
    fi
fi
rm -r "$folder"
exit 0
