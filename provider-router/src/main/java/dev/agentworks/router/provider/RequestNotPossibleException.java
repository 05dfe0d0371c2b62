package dev.agentworks.router.provider;

/**
 * A request asks for what this vendor or model does not have. It is refused before anything is
 * written: leaving the wish out would answer another question.
 */
public final class RequestNotPossibleException extends RuntimeException {
    public RequestNotPossibleException(String message) {
        super(message, null, false, false);
    }

    VendorFailure failure() {
        return VendorFailure.of(FailureClass.INVALID_REQUEST, getMessage());
    }

    @Override
    public String getMessage() {
        var message = super.getMessage();
        return message == null ? "The request is not possible." : message;
    }
}
