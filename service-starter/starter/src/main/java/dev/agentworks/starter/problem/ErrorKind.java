package dev.agentworks.starter.problem;

/**
 * What a refusal looks like over HTTP: its status, and a title of a few words that never vary. One
 * method for each status that our services answer with, to be imported statically.
 */
public record ErrorKind(int status, String title) {
    public static ErrorKind badRequest(String title) {
        return new ErrorKind(400, title);
    }

    public static ErrorKind unauthorized(String title) {
        return new ErrorKind(401, title);
    }

    public static ErrorKind paymentRequired(String title) {
        return new ErrorKind(402, title);
    }

    public static ErrorKind forbidden(String title) {
        return new ErrorKind(403, title);
    }

    public static ErrorKind notFound(String title) {
        return new ErrorKind(404, title);
    }

    public static ErrorKind methodNotAllowed(String title) {
        return new ErrorKind(405, title);
    }

    public static ErrorKind notAcceptable(String title) {
        return new ErrorKind(406, title);
    }

    public static ErrorKind requestTimeout(String title) {
        return new ErrorKind(408, title);
    }

    public static ErrorKind conflict(String title) {
        return new ErrorKind(409, title);
    }

    public static ErrorKind gone(String title) {
        return new ErrorKind(410, title);
    }

    public static ErrorKind preconditionFailed(String title) {
        return new ErrorKind(412, title);
    }

    public static ErrorKind payloadTooLarge(String title) {
        return new ErrorKind(413, title);
    }

    public static ErrorKind unsupportedMediaType(String title) {
        return new ErrorKind(415, title);
    }

    public static ErrorKind unprocessable(String title) {
        return new ErrorKind(422, title);
    }

    public static ErrorKind tooManyRequests(String title) {
        return new ErrorKind(429, title);
    }

    public static ErrorKind internal(String title) {
        return new ErrorKind(500, title);
    }

    public static ErrorKind unavailable(String title) {
        return new ErrorKind(503, title);
    }

    public static ErrorKind timeout(String title) {
        return new ErrorKind(504, title);
    }
}
