# Prints what an interactive zsh offers for a command line: offered.zsh FOLDER LINE
#
# FOLDER has the completion function _pensum. The shell runs on a terminal of its own; what it adds to the words that
# may come next is printed instead of shown.
zmodload zsh/zpty
export offered_from=$1
zpty shell zsh -f -i
zpty -w shell "source ${(q)0:A:h}/setup.zsh"
line=
until [[ $line == *ready* ]]; do zpty -r shell line || exit 1; done
zpty -n -w shell "$2"$'\t'
between=0
while zpty -r shell line; do
  line=${line%$'\r\n'}
  if [[ $line == *$'\x01'* ]]; then ((++between == 2)) && exit; continue; fi
  if ((between)); then print -r -- "$line"; fi
done
