#!/bin/sh
# The browser tests need Chromium and fonts for every script in the sample data; HermiT needs Java. On Debian and Ubuntu they
# come by apt when this runs as root; elsewhere the tests that need them are skipped and say so.
set -u
have() { command -v "$1" >/dev/null 2>&1; }
wanted=""
have chromium || have chromium-browser || have google-chrome || wanted="chromium"
have java || wanted="$wanted default-jre-headless"
if have fc-list; then
    fc-list ':lang=km' | grep -q . || wanted="$wanted fonts-noto-core"
    fc-list ':lang=zh' | grep -q . || wanted="$wanted fonts-noto-cjk"
else
    wanted="$wanted fontconfig fonts-noto-core fonts-noto-cjk"
fi
[ -z "$wanted" ] && exit 0
if have apt-get && [ "$(id -u)" = 0 ]; then
    echo "installing:$wanted"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null ||
        echo "could not install:$wanted; the tests that need them will be skipped"
else
    echo "not installed:$wanted; the tests that need them will be skipped"
fi
exit 0
