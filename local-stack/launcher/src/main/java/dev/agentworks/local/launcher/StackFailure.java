package dev.agentworks.local.launcher;

import java.nio.file.Path;

/** Something a person can mend; the message is one clear sentence and is all they see. */
public class StackFailure extends RuntimeException {

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Says in one sentence what many lines of a program's output mean.
     *
     * @throws StackFailure when the output tells of a full disk
     */
    public static void ifDiskIsFull(String output, Path folder) {
        if (output.contains("No space left on device")) {
            throw new StackFailure("the disk of %s is full".formatted(folder));
        }
    }
}
