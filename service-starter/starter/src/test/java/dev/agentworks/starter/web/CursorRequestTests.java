package dev.agentworks.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorRequestTests {
    @Test
    void asksForAHundredFromTheBeginningWhenNothingIsSaid() {
        var request = CursorRequest.of(null, null);

        assertThat(request.limit()).isEqualTo(100);
        assertThat(request.fetchLimit()).isEqualTo(101);
        assertThat(request.number()).isNull();
        assertThat(request.moment()).isNull();
    }

    @Test
    void endsTheListWhereNoMoreWasRead() {
        assertThat(CursorRequest.of(2, null).pageOf(List.of(1, 2), number -> number))
                .isEqualTo(new Page<>(List.of(1, 2), null));
    }

    @Test
    void goesOnAfterTheLastItemOfThePage() {
        var page = CursorRequest.of(2, null).pageOf(List.of(1, 2, 3), number -> number);

        assertThat(page.items()).containsExactly(1, 2);
        assertThat(CursorRequest.of(2, page.nextCursor()).number()).isEqualTo(2);
    }

    @Test
    void goesOnAfterAMoment() {
        var moment =
                new CursorRequest.Moment(Instant.parse("2026-01-02T03:04:05.6Z"), new UUID(1, 2));
        var page = CursorRequest.of(1, null).pageOf(List.of("a", "b"), _ -> moment);

        assertThat(CursorRequest.of(1, Objects.requireNonNull(page.nextCursor())).moment())
                .isEqualTo(moment);
    }

    @Test
    void refusesALimitOutOfRange() {
        assertThatThrownBy(() -> CursorRequest.of(0, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> CursorRequest.of(201, null)).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesACursorThatIsNoneOfOurs() {
        assertThatThrownBy(() -> CursorRequest.of(1, "%").number())
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> CursorRequest.of(1, "YQ").moment())
                .isInstanceOf(ProblemException.class);
    }
}
