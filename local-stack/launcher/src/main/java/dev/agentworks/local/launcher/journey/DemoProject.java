package dev.agentworks.local.launcher.journey;

import java.util.Map;

/** The person whose sign-in {@code up} prints, and the project that the demo profile gives them. */
public final class DemoProject {

    public static final String EMAIL = "demo@agentworks.example";

    private final ApiClient api;
    private final String password;

    public DemoProject(String url, String password) {
        this.api = new ApiClient(url);
        this.password = password;
    }

    /** Registers the demo person unless they are known. */
    public void ensurePerson() {
        var known = api.post("/auth/login", Map.of("email", EMAIL, "password", password));
        if (known.isSuccess()) {
            api.signInWith(known.body().path("accessToken").asString());
        } else {
            api.register(EMAIL, password, "Demo");
        }
    }

    /** Makes the example project with one brief in lane 0, unless the person has a project. */
    public void ensureProject() {
        var workspace = api.firstWorkspace();
        var projects = "/api/workspaces/" + workspace + "/projects";
        if (!api.get(projects).require("listing projects").path("items").isEmpty()) {
            return;
        }
        var project =
                api.post(projects, Map.of("name", "Tool library", "key", "TOOL"))
                        .require("making the demo project");
        var brief = Brief.example();
        api.post(
                        "/api/projects/" + project.path("id").asString() + "/cards",
                        Map.of(
                                "title",
                                brief.title(),
                                "description",
                                brief.text(),
                                "type",
                                "BLUEPRINT",
                                "lane",
                                0))
                .require("making the demo card");
    }
}
