package dev.agentworks.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.agentworks.starter.test.architecture.CommonArchitectureRules;
import dev.agentworks.starter.test.architecture.WrittenByHand;
import java.util.Set;
import org.springframework.web.client.RestClient;

@AnalyzeClasses(
        packages = "dev.agentworks.gateway",
        importOptions = {ImportOption.DoNotIncludeTests.class, WrittenByHand.class})
class ArchitectureTests {
    @ArchTest static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);

    private static final Set<String> BLOCKING =
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
    static final ArchRule nothingBlocks =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("FeedIntake")
                    .should()
                    .accessTargetWhere(
                            DescribedPredicate.describe("it blocks", ArchitectureTests::blocks))
                    .because(
                            "event-loop threads are shared; only the intake may block, on the"
                                    + " threads of its subscription");

    @ArchTest
    static final ArchRule noBlockingClients =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(RestClient.class)
                    .orShould()
                    .dependOnClassesThat()
                    .haveSimpleName("ServiceClients")
                    .because("they block a shared event-loop thread until the response is there");

    @ArchTest
    static final ArchRule theRouteTableDependsOnNoFeature =
            noClasses()
                    .that()
                    .resideInAPackage("..route..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..session..", "..forward..", "..socket..")
                    .because("all features read the table, so it depends on none");

    @ArchTest
    static final ArchRule endpointsArePackagePrivate =
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

    private static boolean blocks(JavaAccess<?> access) {
        return BLOCKING.contains(access.getTargetOwner().getFullName() + "." + access.getName());
    }
}
