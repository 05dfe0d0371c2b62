package dev.agentworks.orchestrator.repository;

import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.io.IOException;

/** The problem that is answered when the object storage or the database cannot be read. */
public final class StorageProblems {

    private StorageProblems() {}

    public static RemoteProblem unavailable(IOException cause) {
        var problem =
                new RemoteProblem(
                        "the file storage",
                        503,
                        "unavailable",
                        "The project's files cannot be reached now.");
        problem.addSuppressed(cause);
        return problem;
    }
}
