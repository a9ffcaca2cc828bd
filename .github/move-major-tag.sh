#!/usr/bin/env bash
# Moves the major tag (v1) to the release tag in GITHUB_REF_NAME (v1.2.3), unless a newer release of that major exists: a
# patch of an older version must not take users back. Needs a clone with all tags and the right to push them.
set -euo pipefail
major="${GITHUB_REF_NAME%%.*}"
newest="$(git tag --list "$major.*.*" --sort=-version:refname | grep -E '^v[0-9]+\.[0-9]+\.[0-9]+$' | head -n 1)"
if [ "$newest" != "$GITHUB_REF_NAME" ]; then
  echo "$major stays at $newest, which is newer than $GITHUB_REF_NAME."
  exit 0
fi
git tag --force "$major" "$GITHUB_REF_NAME^{commit}"
git push --force origin "refs/tags/$major"
