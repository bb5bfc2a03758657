#!/bin/sh
# Starts the time-skipping test server: temporal-test-server PORT. The SDK gives it five seconds to answer, so the cheap
# compiler and collector are chosen, and the loaded classes come from an archive where one was made for this Java.
here=$(cd "$(dirname "$0")" && pwd -P)
if [ -f "$here/classes.jsa" ]; then
  set -- "-XX:SharedArchiveFile=$here/classes.jsa" -Xshare:auto -cp "$here/lib/*" io.temporal.testserver.TestServer "$@"
else
  set -- -cp "$here/lib/*" io.temporal.testserver.TestServer "$@"
fi
# Its logging library complains about a missing back end at each start; a file may be named for that.
if [ -n "$CASEWARD_TEST_SERVER_LOG" ]; then exec 2>>"$CASEWARD_TEST_SERVER_LOG"; fi
# exec: the SDK kills the process it started, and a shell in between would leave Java behind.
exec java -XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@"
