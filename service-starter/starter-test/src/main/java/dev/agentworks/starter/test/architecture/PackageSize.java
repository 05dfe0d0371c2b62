package dev.agentworks.starter.test.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.TreeMap;

/** Counts the top-level types of each package. */
final class PackageSize extends ArchCondition<JavaClass> {
    private final int most;
    private final Map<String, Integer> types = new TreeMap<>();

    PackageSize(int most) {
        super("stand in a package of at most %d types", most);
        this.most = most;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
            types.merge(type.getPackageName(), 1, Integer::sum);
        }
    }

    @Override
    public void finish(ConditionEvents events) {
        types.forEach((name, count) -> {
            if (count > most) {
                events.add(
                        SimpleConditionEvent.violated(
                                name, "%s holds %d types".formatted(name, count)));
            }
        });
        types.clear();
    }
}
