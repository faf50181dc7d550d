package carillon.walls;

import static carillon.walls.House.in;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.function.Function;

/** A wall of the house: what a package must not know, or must not do. */
// The functions keep nothing, so the enum is as immutable as it looks.
@SuppressWarnings("ImmutableEnumChecker")
enum Wall {
    SHARED_SEES_NO_VERTICLE(house -> noClasses()
            .that()
            .resideInAnyPackage(in(house.shared()))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in(house.verticles()))),

    NO_VERTICLE_SEES_ANOTHER(house -> each(house.verticles(), verticle -> noClasses()
            .that()
            .resideInAPackage(in(verticle))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in(house.verticlesBut(verticle))))),

    NOTHING_SEES_THE_ROOT(house -> noClasses()
            .that()
            .resideOutsideOfPackage(House.ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(House.ROOT)),

    NO_CYCLES(house -> slices().matching("carillon.(*)..").should().beFreeOfCycles()),

    SHARED_IS_LAYERED(house -> each(house.shared(), layer -> noClasses()
            .that()
            .resideInAPackage(in(layer))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in(Layers.above(layer))))),

    ONLY_STORE_KNOWS_SQL(house -> noClasses()
            .that()
            .resideOutsideOfPackage(in("store"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..", "javax.sql..")),

    ONLY_TIMER_USES_THE_WHEEL(house -> noClasses()
            .that()
            .resideOutsideOfPackages(in("wheel"), in("timer"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(in("wheel"))),

    ONLY_TIME_READS_THE_CLOCK(house -> noClasses()
            .that()
            .resideOutsideOfPackage(in("time"))
            // Goes without everything else, so without carillon.time.
            .and()
            .doNotHaveFullyQualifiedName("carillon.client.SystemTime")
            .should()
            .accessTargetWhere(Calls.READ_THE_CLOCK)),

    PURE_PACKAGES_KNOW_THE_LANGUAGE_ONLY(house ->
            classes().that().resideInAnyPackage(in(Layers.PURE)).should().onlyDependOnClassesThat(Layers.LANGUAGE)),

    THE_CLIENT_NEEDS_NOTHING_BUT_A_JDK(house -> classes()
            .that()
            .resideInAPackage(in("client"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(in("client"), "java..", "javax.net.ssl..", "org.jspecify.annotations..")),

    ONLY_JSON_KNOWS_JACKSON(house -> noClasses()
            .that()
            .resideOutsideOfPackage(in("json"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..")),

    ONLY_IMPORTING_KNOWS_YAML(house -> noClasses()
            .that()
            .resideOutsideOfPackage(in("importing"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..")),

    MESSAGES_ARE_RECORDS_OF_IMMUTABLE_PARTS(
            house -> classes().that().areAssignableTo("carillon.bus.Message").should(new BeOfImmutableParts())),

    NOTHING_BLOCKS_AN_EVENT_LOOP(
            house -> noClasses().that(Calls.MAY_NOT_BLOCK).should().accessTargetWhere(Calls.BLOCK)),

    NOTHING_IS_DESERIALIZED_BY_JAVA(
            house -> noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class));

    private final Function<House, ArchRule> rule;

    Wall(Function<House, ArchRule> rule) {
        this.rule = rule;
    }

    /** The rule for the packages of a house; a package that has no class yet does not break it. */
    ArchRule ruleFor(House house) {
        return rule.apply(house).allowEmptyShould(true);
    }

    private static ArchRule each(List<String> packages, Function<String, ArchRule> rule) {
        return CompositeArchRule.of(packages.stream()
                .map(rule)
                .map(one -> one.allowEmptyShould(true))
                .toList());
    }
}
