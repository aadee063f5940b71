// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ZoneInterface} from "seaport-types/src/interfaces/ZoneInterface.sol";
import {ReceivedItem, Schema, SpentItem, ZoneParameters} from "seaport-types/src/lib/ConsiderationStructs.sol";
import {StyleGuardZone} from "../../contracts/StyleGuardZone.sol";
import {IERC7496} from "../../contracts/interfaces/IERC7496.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {IStyleGuardZone} from "../../contracts/interfaces/IStyleGuardZone.sol";
import {WorkFixture} from "./WorkFixture.sol";

/// @notice The zone alone; in a real Seaport it is tested in `test/seaport`.
contract StyleGuardZoneTest is WorkFixture {
    bytes32 private constant REVISION = keccak256("revision");
    bytes32 private constant LEVER = keccak256("lever03");

    StyleGuardZone private zone;

    function setUp() public override {
        super.setUp();
        zone = new StyleGuardZone();
        vm.prank(owner);
        token.setStyle(LAYER, change(3, 500), 0);
    }

    function test_passesBothTimesWhileTheStyleIsAsPromised() public view {
        ZoneParameters memory order = promising(both(1, 500));
        assertEq(zone.authorizeOrder(order), ZoneInterface.authorizeOrder.selector);
        assertEq(zone.validateOrder(order), ZoneInterface.validateOrder.selector);
    }

    function test_failsBothTimesWhenTheTokenWasRestyled() public {
        ZoneParameters memory order = promising(both(1, 500));
        vm.prank(owner);
        token.setStyle(LAYER, change(0, 1), 1);
        bytes memory refusal = refusalOf(REVISION, 1, 2);
        vm.expectRevert(refusal);
        zone.authorizeOrder(order);
        vm.expectRevert(refusal);
        zone.validateOrder(order);
    }

    function test_comparesEveryCondition() public {
        ZoneParameters memory order = promising(both(1, 501));
        vm.expectRevert(refusalOf(LEVER, 501, 500));
        zone.validateOrder(order);
    }

    function testFuzz_comparesAsSip15Says(uint8 comparison, uint16 promised) public {
        comparison = uint8(bound(comparison, 0, 5));
        promised = uint16(bound(promised, 498, 502));
        bool[6] memory holds =
            [500 == promised, 500 != promised, 500 < promised, 500 <= promised, 500 > promised, 500 >= promised];
        ZoneParameters memory order = promising(one(comparison, LEVER, promised));
        if (!holds[comparison]) vm.expectRevert(refusalOf(LEVER, promised, 500));
        zone.validateOrder(order);
    }

    function test_failsOnAComparisonThatDoesNotExist() public {
        vm.expectRevert(abi.encodeWithSelector(IStyleGuardZone.UnknownComparison.selector, 6));
        zone.validateOrder(promising(one(6, LEVER, 500)));
    }

    function test_failsOnATraitThatDoesNotExist() public {
        vm.expectRevert(abi.encodeWithSelector(IERC7496.TraitDoesNotExist.selector, bytes32("colour")));
        zone.validateOrder(promising(one(0, bytes32("colour"), 500)));
    }

    function test_failsOnATokenThatDoesNotExist() public {
        IStyleGuardZone.TraitCondition[] memory conditions = one(0, LEVER, 500);
        conditions[0].tokenId = LAST + 1;
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.UnknownToken.selector, LAST + 1));
        zone.validateOrder(promising(conditions));
    }

    function test_failsOnWhatTheOrderDoesNotCommitTo() public {
        ZoneParameters memory order = promising(both(1, 500));
        bytes32 promised = order.zoneHash;
        bytes memory weaker = fixedData(one(5, LEVER, 0));
        order.extraData = abi.encodePacked(uint8(1), weaker);
        vm.expectRevert(abi.encodeWithSelector(IStyleGuardZone.InvalidZoneHash.selector, promised, keccak256(weaker)));
        zone.validateOrder(order);
    }

    function test_failsWithoutExtraDataOrInAnotherVersion() public {
        ZoneParameters memory order = promising(both(1, 500));
        bytes memory fixedBytes = fixedData(both(1, 500));
        bytes[3] memory others =
            [bytes(""), abi.encodePacked(uint8(0), fixedBytes), abi.encodePacked(uint8(4), fixedBytes)];
        for (uint256 i = 0; i < others.length; ++i) {
            order.extraData = others[i];
            uint8 version = others[i].length == 0 ? 0 : uint8(others[i][0]);
            vm.expectRevert(abi.encodeWithSelector(IStyleGuardZone.UnsupportedExtraDataVersion.selector, version));
            zone.validateOrder(order);
        }
    }

    function test_failsOnAnOrderThatPromisesNothing() public {
        bytes[3] memory nothings =
            [bytes(""), abi.encodePacked(uint8(3)), fixedData(new IStyleGuardZone.TraitCondition[](0))];
        for (uint256 i = 0; i < nothings.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStyleGuardZone.InvalidExtraDataEncoding.selector, 1));
            zone.validateOrder(committing(nothings[i]));
        }
    }

    function test_failsOnBytesThatAreNoConditions() public {
        vm.expectRevert();
        zone.validateOrder(committing(abi.encodePacked(uint8(4), uint256(1))));
    }

    function test_supportsTheInterfacesOfAZone() public view {
        bytes4 zoneId = ZoneInterface.authorizeOrder.selector ^ ZoneInterface.validateOrder.selector
            ^ ZoneInterface.getSeaportMetadata.selector ^ ZoneInterface.supportsInterface.selector;
        bytes4[4] memory known = [bytes4(0x01ffc9a7), 0x39dd6933, 0x2e778efc, ZoneInterface.getSeaportMetadata.selector];
        for (uint256 i = 0; i < known.length; ++i) {
            assertTrue(zone.supportsInterface(known[i]));
        }
        assertFalse(zone.supportsInterface(0xffffffff));
        assertEq(zoneId, bytes4(0x39dd6933));
    }

    function test_getSeaportMetadata_namesSip15() public view {
        (string memory name, Schema[] memory schemas) = zone.getSeaportMetadata();
        assertEq(name, "StyleGuardZone");
        assertEq(schemas.length, 1);
        assertEq(schemas[0].id, 15);
        (bytes32 domain, string memory api, uint256[] memory substandards, string memory documentation) =
            abi.decode(schemas[0].metadata, (bytes32, string, uint256[], string));
        assertEq(domain, bytes32(0));
        assertEq(bytes(api).length + bytes(documentation).length, 0);
        assertEq(substandards.length, 1);
        assertEq(substandards[0], 4);
    }

    function one(uint8 comparison, bytes32 key, uint256 value)
        private
        view
        returns (IStyleGuardZone.TraitCondition[] memory conditions)
    {
        conditions = new IStyleGuardZone.TraitCondition[](1);
        conditions[0] = IStyleGuardZone.TraitCondition(comparison, address(token), LAYER, bytes32(value), key);
    }

    function both(uint256 revision, uint256 lever)
        private
        view
        returns (IStyleGuardZone.TraitCondition[] memory conditions)
    {
        conditions = new IStyleGuardZone.TraitCondition[](2);
        conditions[0] = one(0, REVISION, revision)[0];
        conditions[1] = one(0, LEVER, lever)[0];
    }

    function fixedData(IStyleGuardZone.TraitCondition[] memory conditions) private pure returns (bytes memory) {
        return abi.encodePacked(uint8(4), abi.encode(conditions));
    }

    function promising(IStyleGuardZone.TraitCondition[] memory conditions)
        private
        pure
        returns (ZoneParameters memory)
    {
        return committing(fixedData(conditions));
    }

    function committing(bytes memory fixedBytes) private pure returns (ZoneParameters memory order) {
        order.offer = new SpentItem[](0);
        order.consideration = new ReceivedItem[](0);
        order.orderHashes = new bytes32[](0);
        order.extraData = abi.encodePacked(uint8(1), fixedBytes);
        order.zoneHash = keccak256(fixedBytes);
    }

    function refusalOf(bytes32 key, uint256 promised, uint256 actual) private view returns (bytes memory) {
        return abi.encodeWithSelector(
            IStyleGuardZone.InvalidDynamicTraitValue.selector, address(token), key, bytes32(promised), bytes32(actual)
        );
    }
}
