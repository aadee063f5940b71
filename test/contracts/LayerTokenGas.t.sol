// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Vm} from "forge-std/Vm.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {WorkFixture} from "./WorkFixture.sol";
import {typedDataDigest} from "./typedDataDigest.sol";

/// @notice What an owner pays for a whole transaction, held to `snapshots/LayerToken.json`. The budget of a restyle of
///         1, 4 and 12 levers is 42,000, 50,000 and 70,000.
contract LayerTokenGasTest is WorkFixture {
    function test_gas_setStyle1() public {
        restyle(1, 42_000);
    }

    function test_gas_setStyle4() public {
        restyle(4, 50_000);
    }

    function test_gas_setStyle12() public {
        restyle(12, 70_000);
    }

    /// @dev The lever whose trait is found last.
    function test_gas_setStyleLastLever() public {
        vm.startPrank(owner);
        token.setStyle(LAYER, changeFirst(12, 1), 0);
        token.setStyle(LAYER, change(11, MAX), 1);
        assertLe(vm.snapshotGasLastCall("LayerToken", "setStyle 1, the last lever"), 42_000);
    }

    function test_gas_freeze() public {
        vm.prank(owner);
        token.freeze(LAYER);
        vm.snapshotGasLastCall("LayerToken", "freeze");
    }

    function test_gas_transferFrom() public {
        vm.prank(owner);
        token.transferFrom(owner, other, LAYER);
        vm.snapshotGasLastCall("LayerToken", "transferFrom");
    }

    function test_gas_transferFromToAFreshRecipient() public {
        vm.prank(owner);
        token.transferFrom(owner, makeAddr("fresh"), LAYER);
        assertLe(vm.snapshotGasLastCall("LayerToken", "transferFrom to a fresh recipient"), 60_000);
    }

    function test_gas_transferFromOfALentLayer() public {
        vm.startPrank(owner);
        token.setUser(LAYER, other, type(uint64).max);
        token.transferFrom(owner, makeAddr("fresh"), LAYER);
        assertLe(vm.snapshotGasLastCall("LayerToken", "transferFrom of a lent layer to a fresh recipient"), 65_000);
    }

    function test_gas_createWork() public {
        vm.prank(artist);
        token.createWork(ENTROPY, MANIFEST, threeLayers());
        vm.snapshotGasLastCall("LayerToken", "createWork of a master and 3 layers, 10 bytes of manifest");
    }

    /// @dev What one more layer adds to the transaction that creates a work, for an owner who had none before.
    function test_gas_mintOfALayer() public {
        ILayerToken.TokenSetup[] memory four = threeLayers();
        ILayerToken.TokenSetup[] memory five = new ILayerToken.TokenSetup[](5);
        for (uint256 i = 0; i < 4; ++i) {
            five[i] = four[i];
        }
        five[4] = ILayerToken.TokenSetup(makeAddr("fresh"), evenBounds(MAX), UNLIMITED_WORD | evenBounds(MAX));
        uint256 before = vm.snapshotState();
        vm.startPrank(artist);
        token.createWork(ENTROPY, MANIFEST, four);
        uint256 withThree = vm.lastCallGas().gasTotalUsed;
        vm.revertToState(before);
        token.createWork(ENTROPY, MANIFEST, five);
        uint256 layer = vm.lastCallGas().gasTotalUsed - withThree;
        vm.snapshotValue("LayerToken", "mint of a layer with its schema", layer);
        assertLe(layer, 150_000);
    }

    function test_gas_setStylesOfTwoTokens() public {
        vm.startPrank(owner);
        token.setStyle(LAYER, changeFirst(12, 1), 0);
        token.setStyle(FINITE, changeFirst(12, 1), 0);
        ILayerToken.StyleChange[] memory several = new ILayerToken.StyleChange[](2);
        several[0] = ILayerToken.StyleChange(LAYER, change(0, MAX), 1);
        several[1] = ILayerToken.StyleChange(FINITE, change(0, MAX), 1);
        token.setStyles(several);
        vm.snapshotGasLastCall("LayerToken", "setStyles of 2 tokens, 1 lever each, one of them finite");
    }

    /// @dev A layer with a finite count has one event more: its trait `updatesRemaining`.
    function test_gas_setStyleOfAFiniteLayer() public {
        vm.startPrank(owner);
        token.setStyle(FINITE, changeFirst(12, 1), 0);
        token.setStyle(FINITE, change(0, MAX), 1);
        vm.snapshotGasLastCall("LayerToken", "setStyle 1 of a layer with a finite count of updates");
    }

    function test_gas_setStyleBySig() public {
        Vm.Wallet memory signer = vm.createWallet("owner");
        vm.prank(owner);
        token.setStyle(LAYER, changeFirst(12, 1), 0);
        ILayerToken.StyleUpdate memory update =
            ILayerToken.StyleUpdate(LAYER, change(0, MAX), owner, 0, 1, uint64(block.timestamp));
        bytes32 message = vm.eip712HashStruct(
            "StyleUpdate(uint256 tokenId,bytes changes,address owner,uint48 epoch,uint32 revision,uint64 deadline)",
            abi.encode(update)
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(signer, typedDataDigest("Pentimento", address(token), message));
        token.setStyleBySig(update, abi.encodePacked(r, s, v));
        vm.snapshotGasLastCall("LayerToken", "setStyleBySig 1");
    }

    function restyle(uint256 levers, uint256 budget) private {
        vm.startPrank(owner);
        token.setStyle(LAYER, changeFirst(12, 1), 0);
        token.setStyle(LAYER, changeFirst(levers, MAX), 1);
        uint256 gas = vm.snapshotGasLastCall("LayerToken", string.concat("setStyle ", vm.toString(levers)));
        assertLe(gas, budget);
    }
}
