package dev.agentworks.orchestrator.file;

import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.io.IOException;

/** The storage does not answer: who asked tries again later. */
final class Unavailable {

    private Unavailable() {}

    static RemoteProblem because(IOException cause) {
        var problem =
                new RemoteProblem(
                        "the file storage",
                        503,
                        "unavailable",
                        "The project's files cannot be reached now.");
        problem.initCause(cause);
        return problem;
    }
}
