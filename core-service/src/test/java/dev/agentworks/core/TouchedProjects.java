package dev.agentworks.core;

import dev.agentworks.core.activity.ProjectTouched;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.event.EventListener;

/** Hears in which projects cards that wait at their gate are looked for. */
@TestConfiguration(proxyBeanMethods = false)
public class TouchedProjects {

    private final List<UUID> touched = new CopyOnWriteArrayList<>();

    @EventListener
    void on(ProjectTouched project) {
        touched.add(project.projectId());
    }

    public boolean contain(UUID project) {
        return touched.contains(project);
    }
}
