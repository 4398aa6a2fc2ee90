# Completion of pensum's command line in bash. pensum itself tells what may come next.
_pensum() {
  local word rest=${COMP_LINE:0:COMP_POINT} i
  local -a words=()
  # bash parts words at = and :, too; what has no space before it belongs to the word before.
  for ((i = 0; i <= COMP_CWORD; ++i)); do
    word=${COMP_WORDS[i]}
    if ((i == 0)) || [[ $rest == [[:space:]]* ]]; then words+=("$word"); else words[-1]+=$word; fi
    rest=${rest#"${rest%%[![:space:]]*}"}
    rest=${rest#"$word"}
  done
  # As typed, without quotes: no command in it is run.
  words=("${words[@]//[\"\'\\]/}")
  local typed=${words[-1]} kept= breaks=${COMP_WORDBREAKS//[!=:]/}
  # What readline leaves as it is.
  if [[ $breaks && $typed == *[$breaks]* ]]; then kept=${typed%"${typed##*[$breaks]}"}; fi

  local line value ending file
  COMPREPLY=()
  while IFS= read -r line; do
    value=${line%%$'\t'*}
    if [[ $line == :* ]]; then
      compopt -o filenames 2>/dev/null
      value=$typed
      if [[ $value == -*=* ]]; then value=${value#*=}; fi
      while IFS= read -r file; do
        if [[ -d $file ]]; then
          COMPREPLY+=("$file")
        elif [[ $line == :files ]]; then
          COMPREPLY+=("$file")
        else
          for ending in ${line#:folders}; do
            if [[ $ending == .* && ${file,,} == *"$ending" ]]; then COMPREPLY+=("$file"); fi
          done
        fi
      done < <(compgen -f -- "$value")
    else
      if [[ $value == *[=/] ]]; then compopt -o nospace 2>/dev/null; fi
      COMPREPLY+=("${value#"$kept"}")
    fi
  done < <("${COMP_WORDS[0]/#\~/$HOME}" __complete "${words[@]:1}" 2>/dev/null)
}
complete -F _pensum pensum
