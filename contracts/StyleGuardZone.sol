// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ZoneInterface} from "seaport-types/src/interfaces/ZoneInterface.sol";
import {Schema, ZoneParameters} from "seaport-types/src/lib/ConsiderationStructs.sol";
import {IERC7496} from "./interfaces/IERC7496.sol";
import {IStyleGuardZone} from "./interfaces/IStyleGuardZone.sol";

/// @title  StyleGuardZone
/// @notice Holds Seaport orders to the style they promise. Stateless and nobody's; it reads and never writes, so it does
///         not matter who calls it.
contract StyleGuardZone is IStyleGuardZone {
    uint8 private constant ONE_FIXED_ARRAY = 0x01;
    uint8 private constant MANY_TOKENS_AND_TRAITS = 0x04;
    uint256 private constant SIP_15 = 15;

    /// @inheritdoc ZoneInterface
    /// @dev Before any transfer, so that an order already broken is skipped by `fulfillAvailableAdvancedOrders` instead
    ///      of undoing all the others.
    function authorizeOrder(ZoneParameters calldata zoneParameters) external view returns (bytes4) {
        _requireTraits(zoneParameters);
        return ZoneInterface.authorizeOrder.selector;
    }

    /// @inheritdoc ZoneInterface
    /// @dev After all transfers: nothing that happens during the fulfilment, a receiver's hook included, escapes it.
    function validateOrder(ZoneParameters calldata zoneParameters) external view returns (bytes4) {
        _requireTraits(zoneParameters);
        return ZoneInterface.validateOrder.selector;
    }

    /// @inheritdoc ZoneInterface
    /// @dev SIP-15's metadata: (bytes32 domainSeparator, string apiEndpoint, uint256[] substandards, string documentationURI).
    ///      There is no signature and no server, so the first two are empty.
    function getSeaportMetadata() external pure returns (string memory name, Schema[] memory schemas) {
        uint256[] memory substandards = new uint256[](1);
        substandards[0] = MANY_TOKENS_AND_TRAITS;
        schemas = new Schema[](1);
        schemas[0] = Schema({id: SIP_15, metadata: abi.encode(bytes32(0), "", substandards, "")});
        return ("StyleGuardZone", schemas);
    }

    /// @inheritdoc ZoneInterface
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == 0x01ffc9a7 // ERC-165
            || interfaceId == 0x39dd6933 // Seaport 1.6's zone
            || interfaceId == 0x2e778efc; // SIP-5
    }

    function _requireTraits(ZoneParameters calldata parameters) private view {
        TraitCondition[] memory conditions = _conditions(parameters.extraData, parameters.zoneHash);
        for (uint256 i = 0; i < conditions.length; ++i) {
            TraitCondition memory condition = conditions[i];
            bytes32 actual = IERC7496(condition.token).getTraitValue(condition.tokenId, condition.traitKey);
            if (!_holds(condition.comparison, uint256(actual), uint256(condition.traitValue))) {
                revert InvalidDynamicTraitValue(condition.token, condition.traitKey, condition.traitValue, actual);
            }
        }
    }

    /// @dev Only what the order's maker signed is decoded.
    function _conditions(bytes calldata extraData, bytes32 zoneHash)
        private
        pure
        returns (TraitCondition[] memory conditions)
    {
        uint8 version = extraData.length == 0 ? 0 : uint8(extraData[0]);
        if (version != ONE_FIXED_ARRAY) revert UnsupportedExtraDataVersion(version);
        bytes calldata fixedData = extraData[1:];
        bytes32 actual = keccak256(fixedData);
        if (actual != zoneHash) revert InvalidZoneHash(zoneHash, actual);
        if (fixedData.length == 0 || uint8(fixedData[0]) != MANY_TOKENS_AND_TRAITS) {
            revert InvalidExtraDataEncoding(version);
        }
        conditions = abi.decode(fixedData[1:], (TraitCondition[]));
        if (conditions.length == 0) revert InvalidExtraDataEncoding(version);
    }

    function _holds(uint8 comparison, uint256 actual, uint256 promised) private pure returns (bool) {
        if (comparison == 0) return actual == promised;
        if (comparison == 1) return actual != promised;
        if (comparison == 2) return actual < promised;
        if (comparison == 3) return actual <= promised;
        if (comparison == 4) return actual > promised;
        if (comparison == 5) return actual >= promised;
        revert UnknownComparison(comparison);
    }
}
