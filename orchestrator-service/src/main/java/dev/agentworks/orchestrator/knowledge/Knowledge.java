package dev.agentworks.orchestrator.knowledge;

import dev.agentworks.orchestrator.client.Core;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds what a project knows about something: in its documents, and in what past runs came to. */
@Component
public class Knowledge {

    private static final int DOCUMENTS = 6;
    private static final int RESULTS = 4;

    private final Core core;
    private final PastResults past;

    Knowledge(Core core, PastResults past) {
        this.core = core;
        this.past = past;
    }

    /** Documents first, then results, the best of each first. */
    public List<Found> about(UUID workspace, UUID project, String words) {
        var found = new ArrayList<Found>();
        core.search(workspace, project, words, DOCUMENTS)
                .path("items")
                .forEach(document -> found.add(new Found.Document(document)));
        past.about(workspace, project, words, RESULTS)
                .forEach(result -> found.add(new Found.Result(result)));
        return found;
    }
}
