package dev.agentworks.core.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.agentworks.starter.compute.ComputePool;
import dev.agentworks.starter.compute.ComputePools;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Which passwords are accepted: long enough, and not among those that are guessed first. How many
 * guesses a password takes is estimated from lists of passwords, words and names that were found in
 * leaks, from keyboards, dates and repetitions, and from what is known of the person.
 */
@Component
public class PasswordRules {

    private static final int SHORTEST = 10;
    private static final int FEW = 4;

    /** What a patient stranger can try, with the lock-outs there are. */
    private static final double GUESSES = 1e6;

    /** The estimate takes the longer the longer the password; more says nothing more. */
    private static final int ESTIMATED = 64;

    private static final List<String> OURS = List.of("agentworks", "agent", "works", "kanban");

    private final Zxcvbn estimates = new Zxcvbn();
    private final ComputePool computing;

    PasswordRules(ComputePools pools) {
        this.computing = pools.pool("password-estimate");
    }

    /** Why the password is refused; empty when it is not. */
    public Optional<String> objection(String password, String email, String name) {
        // blanks around a password are part of it and make it no harder to guess
        var core = password.strip();
        if (core.codePointCount(0, core.length()) < SHORTEST) {
            return Optional.of("it needs at least %d characters".formatted(SHORTEST));
        }
        if (core.equalsIgnoreCase(email) || distinct(core) < FEW) {
            return Optional.of("it must not be the address or a few repeated characters");
        }
        var known = known(email, name);
        return isMadeOf(core, known) || computing.compute(() -> guesses(core, known)) < GUESSES
                ? Optional.of("it is a common one, or easy to guess from what is known of you")
                : Optional.empty();
    }

    private static List<String> known(String email, String name) {
        return Stream.of(
                        OURS.stream(),
                        Stream.of(email),
                        Stream.of(email.split("[^\\p{L}\\p{N}]+")),
                        Stream.of(name.strip().split("\\s+")))
                .flatMap(words -> words)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= 3)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .distinct()
                .toList();
    }

    private static boolean isMadeOf(String password, List<String> known) {
        var rest = password.toLowerCase(Locale.ROOT);
        for (var word : known) {
            rest = rest.replace(word, "");
        }
        return rest.codePoints().filter(Character::isLetterOrDigit).count() < FEW;
    }

    private double guesses(String password, List<String> known) {
        var start = password.length() > ESTIMATED ? password.substring(0, ESTIMATED) : password;
        return estimates.measure(start, known).getGuesses();
    }

    private static long distinct(String password) {
        return password.codePoints().distinct().count();
    }
}
