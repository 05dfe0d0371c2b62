package dev.agentworks.router.execution;

import static dev.agentworks.starter.problem.ErrorKind.paymentRequired;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** Why a call is not made although a target could be asked. */
enum CallError implements ErrorCode {
    BUDGET_EXCEEDED(paymentRequired("The budget does not allow the call"));

    private final ErrorKind kind;

    CallError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
