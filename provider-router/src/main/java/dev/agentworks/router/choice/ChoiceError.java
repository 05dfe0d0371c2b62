package dev.agentworks.router.choice;

import dev.agentworks.starter.problem.ErrorCode;
import java.util.Locale;

/** Why nobody can be asked. */
enum ChoiceError implements ErrorCode {
    UNKNOWN_PROVIDER("No such provider"),
    UNKNOWN_MODEL("No such model"),
    MODEL_CANNOT("The model cannot answer this request");

    private final String title;

    ChoiceError(String title) {
        this.title = title;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public int status() {
        return 400;
    }

    @Override
    public String title() {
        return title;
    }
}
