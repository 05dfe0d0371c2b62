package dev.agentworks.starter.test.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;

/**
 * The rules that every service keeps. Its {@code ArchitectureTests} take them all in beside their
 * own:
 *
 * <pre>{@code
 * @ArchTest static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);
 * }</pre>
 */
public final class CommonArchitectureRules {
    private static ArchCondition<JavaMethod> haveAnEntityOrANumberAsResult() {
        return new ArchCondition<>("have an entity or a number as its result") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var isFine =
                        method.getRawReturnType().isPrimitive()
                                || method.getReturnType().getAllInvolvedRawTypes().stream()
                                        .anyMatch(type ->
                                                type.isAnnotatedWith("jakarta.persistence.Entity"));
                if (!isFine) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    method, method.getFullName() + " selects single values"));
                }
            }
        };
    }

    private static final int LARGEST_PACKAGE = 30;

    private CommonArchitectureRules() {}

    @ArchTest
    static final ArchRule CONTROLLERS_STAND_IN_A_WEB_PACKAGE =
            classes()
                    .that()
                    .areMetaAnnotatedWith(Controller.class)
                    .should()
                    .resideInAPackage("..web")
                    .allowEmptyShould(true)
                    .because("the domain stands at a feature's root and knows nothing of HTTP");

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_CLOSED =
            classes()
                    .that()
                    .areMetaAnnotatedWith(Controller.class)
                    .should()
                    .bePackagePrivate()
                    .allowEmptyShould(true)
                    .because("a route is called over HTTP only");

    @ArchTest
    static final ArchRule WEB_LEAVES_THE_DATABASE_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage("..web..")
                    .or()
                    .areMetaAnnotatedWith(Controller.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..",
                            "jakarta.persistence..",
                            "org.hibernate..",
                            "org.springframework.data..",
                            "org.springframework.jdbc..",
                            "org.springframework.transaction..")
                    .allowEmptyShould(true)
                    .because(
                            "a controller translates; the feature decides what is read and"
                                    + " written");

    @ArchTest
    static final ArchRule TABLES_ARE_CLOSED =
            classes()
                    .that(describe("read or write tables", CommonArchitectureRules::isTableAccess))
                    .should()
                    .bePackagePrivate()
                    .allowEmptyShould(true)
                    .because("other features ask the facade, which checks who asks");

    @ArchTest
    static final ArchRule QUERIES_OF_REPOSITORIES_RETURN_ENTITIES =
            methods()
                    .that()
                    .areAnnotatedWith("org.springframework.data.jpa.repository.Query")
                    .should(haveAnEntityOrANumberAsResult())
                    .allowEmptyShould(true)
                    .because(
                            "a query for a single column is read otherwise by the build's wiring"
                                    + " than by the tests; JdbcClient reads columns");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK =
            noClasses()
                    .should()
                    .callMethodWhere(
                            describe(
                                    "it reads the system's clock",
                                    CommonArchitectureRules::readsTheSystemClock))
                    .because("tests move the clock; the bean Clock is the only one");

    @ArchTest
    static final ArchRule NOTHING_SLEEPS =
            noClasses()
                    .should()
                    .callMethodWhere(describe("it sleeps", CommonArchitectureRules::sleeps))
                    .because("whatever is waited for can wake its waiter, or has a scheduler");

    @ArchTest
    static final ArchRule COLLABORATORS_ARE_CONSTRUCTOR_ARGUMENTS =
            fields().should()
                    .notBeAnnotatedWith(Autowired.class)
                    .because("a constructor lists what a class needs");

    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED =
            classes()
                    .should(
                            stand(
                                    "in a package that is @NullMarked",
                                    CommonArchitectureRules::isNullMarked))
                    .because("a null that nobody expects stops the build");

    @ArchTest
    static final ArchRule PACKAGES_ARE_SMALL =
            classes()
                    .should(new PackageSize(LARGEST_PACKAGE))
                    .because("a reader looks for one thing among few");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_TYPE_DOES =
            noClasses()
                    .that()
                    .areTopLevelClasses()
                    .should()
                    .haveNameMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils|Dto)")
                    .because("these endings fit every type, so they say nothing of one");

    @ArchTest
    static final ArchRule SWITCHES_ARE_READ_AT_RUN_TIME =
            noClasses()
                    .should()
                    .beMetaAnnotatedWith(ConditionalOnProperty.class)
                    .because("conditions on properties are fixed when an image is built");

    @ArchTest
    static final ArchRule DIGESTS_ARE_THE_STARTERS =
            noClasses()
                    .should()
                    .callMethod(MessageDigest.class, "getInstance", String.class)
                    .because("the starter's Sha256 has it in one line");

    @ArchTest
    static final ArchRule REDIS_IS_REACHED_THROUGH_THE_STARTER =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("io.lettuce.core.RedisClient")
                    .because(
                            "RedisConnection fails fast, and makes its caller go on without Redis");

    @ArchTest
    static final ArchRule LOGS_GO_THROUGH_SLF4J =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED =
            GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    private static boolean isTableAccess(JavaClass type) {
        var name = type.getSimpleName();
        return type.isAssignableTo("org.springframework.data.repository.Repository")
                || (name.endsWith("Table") || name.endsWith("Queries"))
                        && type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(CommonArchitectureRules::isOnJdbc);
    }

    private static boolean isOnJdbc(Dependency dependency) {
        return dependency.getTargetClass().getPackageName().startsWith("org.springframework.jdbc");
    }

    private static boolean readsTheSystemClock(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        return switch (call.getName()) {
            case "now" ->
                    owner.getPackageName().equals("java.time")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Clock.class));
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            default -> false;
        };
    }

    private static boolean sleeps(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        return call.getName().equals("sleep")
                && (owner.isEquivalentTo(Thread.class) || owner.isEquivalentTo(TimeUnit.class));
    }

    private static boolean isNullMarked(JavaClass type) {
        return type.getPackage().isAnnotatedWith(NullMarked.class);
    }

    private static ArchCondition<JavaClass> stand(String where, Predicate<JavaClass> holds) {
        return new ArchCondition<>("stand " + where) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!holds.test(type)) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, type.getName() + " does not stand " + where));
                }
            }
        };
    }
}
