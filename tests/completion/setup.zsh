# What offered.zsh has its shell do first.
PROMPT=
fpath=($offered_from $fpath)
autoload -Uz compinit
compinit -u -D
# What is added is printed, each on a line: what of the word stays before it, and | where a space comes behind it.
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a hits
  local -A given
  local hit
  builtin compadd -A hits "$@"
  zparseopts -E -A given d: S: P: W: p: s: X: J: V: F: M:
  for hit in $hits; do print -r -- "$IPREFIX${given[-p]-}$hit${given[-S]-|}"; done
  builtin compadd "$@"
}
mark() { print -r -- $'\x01'; }
compprefuncs=(mark)
comppostfuncs=(mark)
bindkey '^I' complete-word
zstyle ':completion:*' list-colors ''
print rea''dy
