package dev.agentworks.router.call;

import static dev.agentworks.starter.problem.ErrorKind.paymentRequired;
import static dev.agentworks.starter.problem.ErrorKind.unavailable;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** Why a call is not made. */
public enum CallError implements ErrorCode {
    BUDGET_EXCEEDED(paymentRequired("The budget does not allow the call")),
    PROVIDER_UNAVAILABLE(unavailable("The provider cannot be asked at the moment"));

    private final ErrorKind kind;

    CallError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
