package dev.agentworks.local.launcher;

/** Another launcher owns the stack's folder at the moment. */
public final class StackInUse extends StackFailure {

    public StackInUse(String message) {
        super(message);
    }
}
