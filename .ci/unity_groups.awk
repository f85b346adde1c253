# Which files can be compiled as one: those of a group mean the same by each name they use for themselves. Of the files
# given, prints "GROUP FILE" a line, at most `most` files a group. Whatever stands at the left edge of a line counts as
# named there; that is more than needed and costs only a group.

function take(name, meaning) {
    if (name != "" && !((FILENAME, name) in seen)) {
        seen[FILENAME, name] = 1
        names[FILENAME] = names[FILENAME] " " name
        means[FILENAME, name] = meaning
    }
}

FNR == 1 { files[++count] = FILENAME }

/^(inline )?namespace[^=]*\{/ || /^(public|private|protected):/ || /^template/ { next }

# What is opened whole may hold any name: only files that open the same go together.
/^using namespace/ { opened[FILENAME] = opened[FILENAME] $0; next }

# using storage::outbox::State;   using Json = ...;   namespace fs = ...;
/^(using|namespace) / {
    name = $2
    sub(/;$/, "", name)
    sub(/^.*::/, "", name)
    take(name, $0)
    next
}

/^(struct|class|enum|union) / {
    name = ($2 == "class") ? $3 : $2
    sub(/[^A-Za-z_0-9].*$/, "", name)
    take(name, FILENAME)
    next
}

# A function or a constant: the last word before the first of ( { [ = ;
/^[A-Za-z]/ && !/^[A-Z_]+\(/ {
    name = $0
    sub(/ = .*$/, "", name)
    while (name ~ /<[^<>]*>/) {
        gsub(/<[^<>]*>/, "", name)
    }
    sub(/[({[;].*$/, "", name)
    sub(/[ \t]+$/, "", name)
    if (name !~ /::[A-Za-z_~0-9]+$/) {
        sub(/^.*[ *&]/, "", name)
        take(name, FILENAME)
    }
}

END {
    for (i = 1; i <= count; ++i) {
        file = files[i]
        names[file] = names[file] " (opened)"
        means[file, "(opened)"] = opened[file]
        words = split(names[file], own, " ")
        for (group = 1;; ++group) {
            fits = size[group] < most
            for (j = 1; fits && j <= words; ++j) {
                fits = !((group, own[j]) in taken) || taken[group, own[j]] == means[file, own[j]]
            }
            if (fits) {
                break
            }
        }
        ++size[group]
        for (j = 1; j <= words; ++j) {
            taken[group, own[j]] = means[file, own[j]]
        }
        print group " " file
    }
}
