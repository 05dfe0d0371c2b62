package dev.agentworks.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.client.RestClient;

@AnalyzeClasses(
        packages = "dev.agentworks.gateway",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    private static final Set<String> WAITING =
            Set.of(
                    "reactor.core.publisher.Mono.block",
                    "reactor.core.publisher.Flux.blockFirst",
                    "reactor.core.publisher.Flux.blockLast",
                    "reactor.core.publisher.Flux.toIterable",
                    "reactor.core.publisher.Flux.toStream",
                    "java.util.concurrent.CompletableFuture.get",
                    "java.util.concurrent.CompletableFuture.join",
                    "java.util.concurrent.Future.get",
                    "java.lang.Thread.sleep",
                    "java.util.concurrent.CountDownLatch.await");

    @ArchTest
    static final ArchRule nothingWaits =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("FeedIntake")
                    .should()
                    .accessTargetWhere(
                            DescribedPredicate.describe("it waits", ArchitectureTests::waits))
                    .because(
                            "a few threads serve everybody; only the intake has threads of its own, those"
                                    + " of the subscription");

    @ArchTest
    static final ArchRule nobodyCallsBlockingClients =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(RestClient.class)
                    .orShould()
                    .dependOnClassesThat()
                    .haveSimpleName("ServiceClients")
                    .because(
                            "they hold the thread that serves everybody until the answer is there");

    @ArchTest
    static final ArchRule timeComesFromTheClock =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .because("a test moves the clock, it does not wait");

    @ArchTest
    static final ArchRule redisIsAskedThroughItsDoor =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..redis..")
                    .should()
                    .dependOnClassesThat()
                    .haveSimpleName("RedisClient")
                    .because("every question must be ready for Redis to be lost");

    @ArchTest
    static final ArchRule theTableKnowsNoSession =
            noClasses()
                    .that()
                    .resideInAPackage("..route..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..session..", "..forward..", "..socket..")
                    .because("the table is read by all others and depends on none");

    @ArchTest
    static final ArchRule collaboratorsAreGivenToTheConstructor =
            fields().should()
                    .notBeAnnotatedWith(Autowired.class)
                    .because("a class says in its constructor what it needs");

    @ArchTest
    static final ArchRule endpointsAreClosed =
            classes()
                    .that()
                    .haveSimpleNameEndingWith("Endpoint")
                    .or()
                    .haveSimpleNameEndingWith("Controller")
                    .or()
                    .haveSimpleNameEndingWith("Filter")
                    .should()
                    .bePackagePrivate()
                    .because("they are reached over HTTP, not from other features");

    private static boolean waits(JavaAccess<?> access) {
        return WAITING.contains(access.getTargetOwner().getFullName() + "." + access.getName());
    }
}
