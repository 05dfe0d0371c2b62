package dev.agentworks.starter.problem;

import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.json.JsonMapper;

/** The problem of a bare status, for what a server refuses before Spring sees the request. */
public final class BareProblem {
    /** The media type of a problem. */
    public static final String MEDIA_TYPE = Problem.MEDIA_TYPE;

    private BareProblem() {}

    /**
     * The problem's JSON.
     *
     * @param instance the path of the request
     */
    public static byte[] json(int status, String instance) {
        var body = WebProblems.of(HttpStatusCode.valueOf(status)).body(instance);
        body.put("status", status); // such as 431, which has no code of its own
        return JsonMapper.shared().writeValueAsBytes(body);
    }
}
