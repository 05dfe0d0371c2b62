package dev.agentworks.orchestrator.repository;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds files and folders that macOS and Windows take for the same, because their names differ only
 * by upper and lower case or by how Unicode spells a letter: a clone there would lose one of them.
 */
public final class SameNames {

    private final Map<String, String> spellings = new HashMap<>();
    private final Set<String> colliding = new TreeSet<>();

    private SameNames() {}

    /** Looks at the files of one tree, by their paths. */
    public static SameNames among(Collection<String> paths) {
        var names = new SameNames();
        paths.forEach(names::add);
        return names;
    }

    /** The files that share a name, or have a folder that does, with one before them. */
    Set<String> colliding() {
        return colliding;
    }

    /** The file or folder whose name a new file, or a folder of it, would share. */
    public Optional<String> sameAs(String path) {
        for (int end = nextEnd(path, 0); end > 0; end = nextEnd(path, end + 1)) {
            var name = path.substring(0, end);
            var known = spellings.get(folded(name));
            if (known != null && !known.equals(name)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    private void add(String path) {
        for (int end = nextEnd(path, 0); end > 0; end = nextEnd(path, end + 1)) {
            var name = path.substring(0, end);
            var known = spellings.putIfAbsent(folded(name), name);
            if (known != null && !known.equals(name)) {
                colliding.add(path);
            }
        }
    }

    // the end of the next folder's name, and of the whole path at last
    private static int nextEnd(String path, int from) {
        if (from > path.length()) {
            return -1;
        }
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    private static String folded(String name) {
        var composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        // by way of upper case, so that ß and ss, or the two small sigmas, are one
        return Normalizer.normalize(
                composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
