# Runs suites side by side, counts what came of them, and reports. Sourced by .ci/run; $logs is the directory of their logs.
# shellcheck shell=bash

: "${logs:?}"
passed=0
failed=0
started=$SECONDS

# Seconds after which a suite that hangs is ended.
longest=2400

# begin NAME COMMAND...: starts a suite; its output goes to a file.
declare -A pids names_started
begin() {
  local name=$1
  shift
  echo "started  $name: $*"
  names_started[$name]=$SECONDS
  timeout --kill-after=20 "$longest" "$@" >"$logs/$name.log" 2>&1 &
  pids[$name]=$!
}

# finish NAME: waits for a suite and adds what it counted. A suite without counts is one check.
finish() {
  local name=$1 status good bad
  wait "${pids[$name]}"
  status=$?
  unset "pids[$name]"
  # Counts that cannot be read are those of a suite that failed.
  read -r good bad < <(python3 .ci/counts.py "$logs/$name.log") || status=$((status == 0 ? 1 : status))
  good=${good:-0} bad=${bad:-0}
  if [ "$status" -ne 0 ] && [ "$bad" = 0 ]; then bad=1; fi
  if [ "$status" = 0 ] && [ "$good" = 0 ]; then good=1; fi
  passed=$((passed + good))
  failed=$((failed + bad))
  if [ "$status" = 0 ]; then
    echo "ok       $name: $good passed ($((SECONDS - names_started[$name])) s)"
  else
    echo "FAILED   $name: $good passed, $bad failed ($((SECONDS - names_started[$name])) s)"
    # The failed tests by name first: whoever shows this log may cut its end.
    grep -E '^(FAILED |FAIL: |ERROR: |(\[[^]]*\] )? *● )' "$logs/$name.log" | sort -u | head -n 10 | sed 's/^/  ! /'
    echo "  the end of $logs/$name.log:"
    tail -n 40 "$logs/$name.log" | sed 's/^/  | /'
  fi
  return "$status"
}

# Ends what still runs, says the sum and exits with it.
report() {
  [ "${#pids[@]}" = 0 ] || { kill "${pids[@]}" && wait; }
  echo "$((SECONDS - started)) s, logs in $logs"
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ]
  exit
}

# Told to end, it tells the suites, which end what they started.
interrupted() {
  trap '' INT TERM
  echo "FAILED   interrupted: ${!pids[*]}"
  failed=$((failed + 1))
  report
}
trap interrupted INT TERM
