package dev.agentworks.starter.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CommonArchitectureRulesTests {
    private static final String HERE = CommonArchitectureRulesTests.class.getPackageName();

    @Test
    void findsEachKindOfMess() throws IllegalAccessException {
        assertThat(broken(imported("messy")))
                .containsExactlyInAnyOrder(
                        "COLLABORATORS_ARE_CONSTRUCTOR_ARGUMENTS",
                        "CONTROLLERS_ARE_CLOSED",
                        "CONTROLLERS_STAND_IN_A_WEB_PACKAGE",
                        "DIGESTS_ARE_THE_STARTERS",
                        "NAMES_SAY_WHAT_A_TYPE_DOES",
                        "NOTHING_IS_PRINTED",
                        "NOTHING_SLEEPS",
                        "PACKAGES_ARE_NULL_MARKED",
                        "QUERIES_OF_REPOSITORIES_RETURN_ENTITIES",
                        "SWITCHES_ARE_READ_AT_RUN_TIME",
                        "TABLES_ARE_CLOSED",
                        "TIME_COMES_FROM_THE_CLOCK",
                        "WEB_LEAVES_THE_DATABASE_ALONE");
    }

    @Test
    void leavesATidyFeatureInPeace() throws IllegalAccessException {
        assertThat(broken(imported("tidy"))).isEmpty();
    }

    @Test
    void findsAPackageWithTooManyTypes() {
        var rule = ArchRuleDefinition.classes();

        assertThat(rule.should(new PackageSize(2)).evaluate(imported("messy")).hasViolation())
                .isTrue();
        assertThat(rule.should(new PackageSize(3)).evaluate(imported("messy")).hasViolation())
                .isFalse();
    }

    private static JavaClasses imported(String feature) {
        return new ClassFileImporter().importPackages(HERE + "." + feature);
    }

    private static List<String> broken(JavaClasses classes) throws IllegalAccessException {
        var rules = new TreeMap<String, ArchRule>();
        for (Field field : CommonArchitectureRules.class.getDeclaredFields()) {
            if (field.getType() == ArchRule.class) {
                rules.put(field.getName(), (ArchRule) field.get(null));
            }
        }
        return rules.entrySet().stream()
                .filter(rule -> rule.getValue().evaluate(classes).hasViolation())
                .map(Map.Entry::getKey)
                .toList();
    }
}
