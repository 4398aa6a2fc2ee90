# Completion of pensum's command line in fish. pensum itself tells what may come next.
function __pensum_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    for line in (command $program __complete $words $typed 2>/dev/null)
        if not string match -q ':*' -- $line
            echo $line
            continue
        end
        # Names of files stand behind the = of an option.
        set -l before (string match -r -- '^-[^=]*=' $typed)
        set -l partial (string replace -r -- '^-[^=]*=' '' $typed)
        set -l endings (string split ' ' -- $line)[2..]
        for file in (complete -C "__pensum_no_such_command $partial" | string replace -r '\t.*' '')
            if string match -q '*/' -- $file
                echo "$before$file"
            else if test "$line" = :files
                echo "$before$file"
            else
                for ending in $endings
                    if string match -qi -- "*$ending" $file
                        echo "$before$file"
                    end
                end
            end
        end
    end
end
complete -c pensum -f -a '(__pensum_complete)'
