package dev.agentworks.router.provider.spi;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;

/**
 * A request asks for what this vendor or model does not have. It is refused before anything is
 * written: leaving the option out would answer another question.
 */
public final class UnsupportedRequestException extends RuntimeException {
    public UnsupportedRequestException(String message) {
        super(message, null, false, false);
    }

    public VendorFailure failure() {
        return VendorFailure.of(FailureClass.INVALID_REQUEST, getMessage());
    }

    @Override
    public String getMessage() {
        var message = super.getMessage();
        return message == null ? "The request is not possible." : message;
    }
}
