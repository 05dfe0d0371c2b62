package dev.agentworks.starter.problem;

import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a failure into the problem that the client may see; logs failures of the service itself.
 */
final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private final List<ProblemTranslator> translators;

    Problems(List<ProblemTranslator> translators) {
        this.translators = List.copyOf(translators);
    }

    Problem of(Throwable failure, String request) {
        var problem =
                translators.stream()
                        .map(translator -> translator.translate(failure))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseGet(() ->
                                Problem.of(
                                        CommonError.INTERNAL,
                                        "The request failed; nothing is known about"
                                                + " why. Try again later."));
        if (problem.code().status() == CommonError.INTERNAL.status()) {
            log.error("{} failed", request, failure);
        } else if (problem.code().status() > CommonError.INTERNAL.status()) {
            // a refusal that we decided on needs no trace, and a crowd must not fill the log
            log.warn(
                    "{} was answered {}",
                    request,
                    problem.code().code(),
                    isDecided(failure) ? null : failure);
        }
        return problem;
    }

    private static boolean isDecided(Throwable failure) {
        return failure instanceof ProblemException && failure.getCause() == null;
    }
}
