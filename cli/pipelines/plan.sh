#!/usr/bin/env bash
# Plans stacks, one after the other, and packs them with their plans: plan.tar.gz is what apply.sh applies, plan.md what people read.
#
#   plan.sh STACK...
#
# Tells the pipeline `changes` (true or false) and the `digest` of the archive.
set -euo pipefail
cd "$(dirname "$0")/../.."
terraform=${TERRAFORM:-terraform}
stacks=("$@")
[ "${#stacks[@]}" -gt 0 ] || { echo "usage: plan.sh STACK..." >&2 && exit 2; }

# tell NAME VALUE: an output of the step, for GitHub Actions or Azure Pipelines.
tell() {
  if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "$1=$2" >>"$GITHUB_OUTPUT"; fi
  if [ -n "${TF_BUILD:-}" ]; then echo "##vso[task.setvariable variable=$1;isOutput=true]$2"; fi
  echo "$1: $2"
}

changes=false
: >plan.md
for stack in "${stacks[@]}"; do
  directory=cdktf.out/stacks/$stack
  "$terraform" -chdir="$directory" init -input=false -no-color >"$directory/init.txt" || { cat "$directory/init.txt" && exit 1; }
  code=0
  "$terraform" -chdir="$directory" plan -input=false -no-color -lock-timeout=10m -detailed-exitcode -out=plan.bin || code=$?
  case $code in
  0) ;;
  2) changes=true ;;
  *) exit "$code" ;;
  esac
  text=$("$terraform" -chdir="$directory" show -no-color plan.bin)
  {
    echo "<details><summary><code>$stack</code>: $(grep -m1 -E '^(Plan:|No changes|You can apply this plan)' <<<"$text" || echo 'changes of outputs alone')</summary>"
    # shellcheck disable=SC2016 # the backticks are of Markdown
    printf '\n```\n%s\n```\n\n</details>\n' "$text"
  } >>plan.md
done

# Sorted and without times, so that the digest says what is planned and nothing else.
tar --exclude=.terraform --sort=name --mtime=@0 --owner=0 --group=0 -cf - "${stacks[@]/#/cdktf.out/stacks/}" | gzip -n >plan.tar.gz
tell changes "$changes"
tell digest "$(sha256sum plan.tar.gz | cut -d' ' -f1)"
