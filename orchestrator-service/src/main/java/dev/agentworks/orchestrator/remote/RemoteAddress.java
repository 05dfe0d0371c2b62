package dev.agentworks.orchestrator.remote;

import dev.agentworks.starter.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** The address of a repository on GitHub, or on a server with the same API. */
record RemoteAddress(URI url, String owner, String name) {

    private static final int LONGEST = 300;
    private static final Pattern PATH =
            Pattern.compile(
                    "/([A-Za-z0-9][A-Za-z0-9._-]*)/([A-Za-z0-9_][A-Za-z0-9._-]*?)(\\.git)?/?");

    /**
     * @throws ProblemException when the text is no such address, or no push may go there
     */
    static RemoteAddress of(String text, RemoteSettings settings) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw refused("it is no URL");
        }
        boolean secure = "https".equals(url.getScheme());
        boolean local = settings.allowLocal() && "http".equals(url.getScheme());
        if (text.length() > LONGEST || !(secure || local) || url.getHost() == null) {
            throw refused("it must begin with https:// and name a host");
        }
        if (url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getFragment() != null) {
            throw refused("it must hold no user, password, query or fragment");
        }
        var path = PATH.matcher(url.getRawPath());
        if (!path.matches()) {
            throw refused("it must look like https://github.com/owner/repository");
        }
        return new RemoteAddress(url, path.group(1), path.group(2));
    }

    /** The address of this server's REST API. */
    String api(RemoteSettings settings) {
        if (url.getHost().equals("github.com") || settings.allowLocal()) {
            return settings.githubApi();
        }
        return "https://%s/api/v3".formatted(url.getAuthority());
    }

    static ProblemException refused(String why) {
        return new ProblemException(
                        RemoteError.REMOTE_NOT_ALLOWED, "The remote is not allowed: " + why + ".")
                .invalid("/remote", why);
    }
}
